/* eslint-disable @typescript-eslint/prefer-for-of -- The user's code may have changed how arrays are iterated. */
import { everydayObjects, sharedObjects } from "./sharedObjects";
import { lookAtValues, OwnerLook, type SavedOwner } from "./worldLook";

/**
 * The objects that all code of a process shares: the global object, the language's own and their prototypes. What the
 * user's code changes in them must not reach the host, which works with the same ones, nor the next run.
 */
type Owner = object;

/** One property as it should be; without a descriptor: it should not be there. */
interface Change {
  readonly owner: Owner;
  readonly key: PropertyKey;
  readonly descriptor?: PropertyDescriptor;
}

// Taken before anybody can have changed them.
const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;
const { is } = Object;

/** In so many looks, all objects that the host does not work with are seen. */
const turns = 32;

export class World {
  private readonly saved: readonly SavedOwner[];
  /** What the app changed while it was loaded. */
  private loaded: readonly Change[] = [];
  /** What is looked through after each run; undefined until one whole run has been. */
  private suspects: readonly SavedOwner[] | undefined;
  /** Of the others that the host works with, after each run. */
  private haveOthersChanged: (() => boolean) | undefined;
  /** Of all that are left, one after each run. */
  private inTurn: readonly (() => boolean)[] = [];
  private turn = 0;
  /** Where code puts what it wants to find again: looked at before a run, too, for what came after the one before. */
  private global: OwnerLook | undefined;
  private entered = false;

  /** The world as it is now becomes the host's. */
  constructor() {
    this.saved = sharedObjects().map(save);
  }

  /** Back to the host's world; what the app's modules had changed by now is what its runs begin with. */
  keepLoaded(): void {
    this.loaded = this.restore();
    this.suspects = this.haveOthersChanged = this.global = undefined;
  }

  /** Back to the host's world. Gives what was different. */
  restore(): readonly Change[] {
    return restoreAll(this.saved);
  }

  /**
   * Back to the host's world after a run, or before one. Runs repeat each other: what the first whole one changed is
   * looked through each time, and of all else only the values, which takes a hundredth of the time. What only a later one
   * changes in objects that the host does not work with, such as `URL`, is found within as many runs as there are turns.
   */
  leaveRun(whole: boolean): void {
    const { suspects, haveOthersChanged, entered } = this;
    this.entered = false;
    if (suspects && haveOthersChanged) {
      restoreAll(suspects);
      if (this.global?.isOther() || (entered && (haveOthersChanged() || this.hasNextChanged()))) this.restore();
      return;
    }
    const changes = this.restore();
    if (whole) this.learn(changes);
  }

  private learn(changes: readonly Change[]): void {
    const isSuspect = ({ owner }: SavedOwner) => changed(owner, changes);
    const isGlobal = ({ owner }: SavedOwner) => owner === globalThis;
    this.suspects = this.saved.filter(isSuspect);
    const others = this.saved.filter((one) => !isSuspect(one));
    const everyday = everydayObjects();
    this.haveOthersChanged = lookAtValues(others.filter(({ owner }) => everyday.has(owner)));
    const rest = others.filter((one) => !everyday.has(one.owner) && !isGlobal(one));
    this.inTurn = Array.from({ length: turns }, (_, turn) =>
      lookAtValues(rest.filter((_one, index) => index % turns === turn)),
    );
    const global = others.find(isGlobal);
    this.global = global && new OwnerLook(global);
  }

  private hasNextChanged(): boolean {
    this.turn = (this.turn + 1) % turns;
    return this.inTurn[this.turn]?.() ?? false;
  }

  /** The world in which the app's code runs, when the present one is the host's. */
  enterApp(): void {
    this.entered = true;
    for (let index = 0; index < this.loaded.length; index++) {
      const change = this.loaded[index];
      if (change) put(change.owner, change.key, change.descriptor);
    }
  }
}

function save(owner: Owner): SavedOwner {
  const keys = ownKeys(owner);
  const descriptors = keys.map((key) => getOwnPropertyDescriptor(owner, key) ?? {});
  return { owner, keys, descriptors };
}

function restoreAll(saved: readonly SavedOwner[]): readonly Change[] {
  const changes: Change[] = [];
  for (let index = 0; index < saved.length; index++) {
    const one = saved[index];
    if (one) restoreOwner(one, changes);
  }
  return changes;
}

function changed(owner: Owner, changes: readonly Change[]): boolean {
  for (let index = 0; index < changes.length; index++) if (changes[index]?.owner === owner) return true;
  return false;
}

function restoreOwner({ owner, keys, descriptors }: SavedOwner, changes: Change[]): void {
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? "";
    const wanted = descriptors[index];
    const present = getOwnPropertyDescriptor(owner, key);
    if (present && wanted && same(present, wanted)) continue;
    note(changes, present ? { owner, key, descriptor: present } : { owner, key });
    put(owner, key, wanted);
  }
  const present = ownKeys(owner);
  if (present.length !== keys.length) removeNew(owner, present, keys, changes);
}

function removeNew(
  owner: Owner,
  present: readonly PropertyKey[],
  known: readonly PropertyKey[],
  changes: Change[],
): void {
  const expected = { __proto__: null };
  for (let index = 0; index < known.length; index++) defineProperty(expected, known[index] ?? "", plain(true));
  for (let index = 0; index < present.length; index++) {
    const key = present[index] ?? "";
    const descriptor = getOwnPropertyDescriptor(owner, key);
    if (key in expected || !descriptor) continue;
    note(changes, { owner, key, descriptor });
    deleteProperty(owner, key);
  }
}

/** Of a property; without a prototype that somebody may have put a getter into. */
function plain(value: unknown): PropertyDescriptor {
  return { __proto__: null, value, enumerable: true, configurable: true, writable: true } as PropertyDescriptor;
}

/** `push`, without Array.prototype. */
function note(changes: Change[], change: Change): void {
  defineProperty(changes, changes.length, plain(change));
}

function same(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return (
    is(one.value, other.value) &&
    one.get === other.get &&
    one.set === other.set &&
    one.enumerable === other.enumerable &&
    one.writable === other.writable &&
    one.configurable === other.configurable
  );
}

/** What is frozen stays as it is. */
function put(owner: Owner, key: PropertyKey, descriptor: PropertyDescriptor | undefined): void {
  if (descriptor) defineProperty(owner, key, descriptor);
  else deleteProperty(owner, key);
}

/* eslint-disable @typescript-eslint/prefer-for-of -- The user's code may have changed how arrays are iterated. */
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

export class World {
  private readonly saved: readonly SavedOwner[];
  /** What the app changed while it was loaded. */
  private loaded: readonly Change[] = [];
  /** What is looked through after each run; undefined until one whole run has been. */
  private suspects: readonly SavedOwner[] | undefined;
  /** Of all others. */
  private haveOthersChanged: (() => boolean) | undefined;
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
   * looked through each time, and of all else only the values, which takes a twentieth of the time.
   */
  leaveRun(whole: boolean): void {
    const { suspects, haveOthersChanged, entered } = this;
    this.entered = false;
    if (suspects && haveOthersChanged) {
      restoreAll(suspects);
      if (this.global?.isOther() || (entered && haveOthersChanged())) this.restore();
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
    this.haveOthersChanged = lookAtValues(others.filter((one) => !isGlobal(one)));
    const global = others.find(isGlobal);
    this.global = global && new OwnerLook(global);
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

function sharedObjects(): readonly Owner[] {
  const found = new Set<Owner>([globalThis]);
  const add = (value: unknown): void => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || found.has(value)) return;
    found.add(value);
    const prototype = getOwnPropertyDescriptor(value, "prototype")?.value as unknown;
    if (typeof prototype === "object") add(prototype);
  };
  for (const name of ownKeys(globalThis)) {
    if (name === "process" || name === "globalThis" || name === "global") continue;
    // An accessor would load something.
    const value = getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if (typeof value === "function" || Object.prototype.toString.call(value) !== "[object Object]") add(value);
  }
  for (const value of hidden()) add(value);
  return [...found];
}

/** Objects of the language that have no name. */
function hidden(): readonly object[] {
  const prototype = (value: object): object => Object.getPrototypeOf(value) as object;
  function* generator(): Generator<never> {
    yield* [];
  }
  async function* asyncGenerator(): AsyncGenerator {
    yield* [];
    await Promise.resolve();
  }
  const functions = [generator, asyncGenerator, async () => Promise.resolve()].map(prototype);
  const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().values(), ""[Symbol.iterator]()].map(
    prototype,
  );
  const generators = [prototype(generator.prototype as object), prototype(asyncGenerator.prototype as object)];
  return [
    ...functions,
    ...iterators,
    ...generators,
    ...[...iterators.slice(0, 1), ...generators].map(prototype),
    prototype(Int8Array),
    prototype(Int8Array.prototype),
  ];
}

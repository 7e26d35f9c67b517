import { compileFunction } from "node:vm";

/** An object that all code of the process shares, as it was. */
export interface SavedOwner {
  readonly owner: object;
  readonly keys: readonly PropertyKey[];
  readonly descriptors: readonly PropertyDescriptor[];
}

/** Properties of several objects, in lists side by side: one place of each list is one property. */
interface Properties {
  readonly owners: readonly object[];
  readonly keys: readonly PropertyKey[];
  /** Values, or getters. */
  readonly values: readonly unknown[];
}

// Taken before anybody can have changed them.
const { getOwnPropertyDescriptor } = Reflect;
const { is, keys: enumerableKeys } = Object;

/** Statements that one written-out function has. */
const inOneFunction = 40;

/** Tells whether values of saved objects have changed: a look, which takes a hundredth of the time of restoring them. */
export function lookAtValues(saved: readonly SavedOwner[]): () => boolean {
  return writtenOut(
    propertiesOf(saved, (descriptor) => {
      const canBeOther = descriptor.writable === true || descriptor.configurable === true;
      return "value" in descriptor && canBeOther ? { value: descriptor.value as unknown } : undefined;
    }),
  );
}

/** The same of one object, getters and new members that can be enumerated included. */
export class OwnerLook {
  private readonly owner: object;
  private readonly size: number;
  private readonly hasOtherValue: () => boolean;
  private readonly getters: Properties;

  constructor(saved: SavedOwner) {
    this.owner = saved.owner;
    this.size = saved.descriptors.filter(
      ({ enumerable }, index) => enumerable && typeof saved.keys[index] === "string",
    ).length;
    this.hasOtherValue = lookAtValues([saved]);
    this.getters = propertiesOf([saved], ({ get }: { readonly get?: unknown }) =>
      get === undefined ? undefined : { value: get },
    );
  }

  isOther(): boolean {
    return enumerableKeys(this.owner).length !== this.size || this.hasOtherGetter() || this.hasOtherValue();
  }

  private hasOtherGetter(): boolean {
    const { keys, values } = this.getters;
    for (let index = 0; index < keys.length; index++) {
      if (getOwnPropertyDescriptor(this.owner, keys[index] ?? "")?.get !== values[index]) return true;
    }
    return false;
  }
}

/** The properties for which `wanted` gives something; called in the host's world. */
function propertiesOf(
  saved: readonly SavedOwner[],
  wanted: (descriptor: PropertyDescriptor) => { readonly value: unknown } | undefined,
): Properties {
  const found = saved.flatMap(({ owner, keys, descriptors }) =>
    keys.flatMap((key, index) => {
      const one = wanted(descriptors[index] ?? {});
      return one ? [{ owner, key, value: one.value }] : [];
    }),
  );
  return {
    owners: found.map(({ owner }) => owner),
    keys: found.map(({ key }) => key),
    values: found.map(({ value }) => value),
  };
}

/**
 * A statement for each property: V8 remembers where each of them found its property, and not only where a loop did, which
 * makes this six times as fast as one. Few in each function, as V8 does not optimize large ones.
 */
function writtenOut({ owners, keys, values }: Properties): () => boolean {
  const statements = keys.map((key, index) => {
    const member = typeof key === "string" ? JSON.stringify(key) : `keys[${index}]`;
    return `v = owners[${index}][${member}]; if (v !== values[${index}] && !is(v, values[${index}])) return true;`;
  });
  const looks: string[] = [];
  for (let from = 0; from < statements.length; from += inOneFunction) {
    const body = statements.slice(from, from + inOneFunction).join("\n");
    looks.push(`function look${from}() { let v;\n${body}\nreturn false; }`);
  }
  const calls = looks.map((_, index) => `look${index * inOneFunction}()`);
  const code = `${looks.join("\n")}\nreturn () => ${calls.join(" || ") || "false"};`;
  const make = compileFunction(code, ["owners", "keys", "values", "is"]) as (...args: unknown[]) => () => boolean;
  return make(owners, keys, values, is);
}

const { ownKeys, getOwnPropertyDescriptor } = Reflect;

/** What the host itself works with between two runs, beside what has no name. */
const everydayNames =
  "Object Function Array String Number Boolean Symbol Map Set WeakMap Promise Date RegExp JSON Math Reflect Iterator " +
  "Error TypeError RangeError Buffer Uint8Array";

/** What all code of a process shares: the global object, and the objects and prototypes it names. */
export function sharedObjects(): readonly object[] {
  const found = new Set<object>([globalThis]);
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

/** Those of the shared objects that the host works with: a change in them would reach it. */
export function everydayObjects(): ReadonlySet<object> {
  const named = everydayNames.split(" ").map((name) => getOwnPropertyDescriptor(globalThis, name)?.value as unknown);
  const objects = named.filter((value): value is object => typeof value === "function" || typeof value === "object");
  const prototypes = objects.flatMap((value) => {
    const prototype = getOwnPropertyDescriptor(value, "prototype")?.value as unknown;
    return typeof prototype === "object" && prototype !== null ? [prototype] : [];
  });
  return new Set([...objects, ...prototypes, ...hidden()]);
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

import { wrapFunction, type Guard } from "./guard";

/** Functions by name: a module of Node, or one of its prototypes. */
export type Table = Record<string, unknown>;

/** As what kind of denied access a refusal is thrown. */
export type RefusalCode = "EROFS" | "EACCES" | "ECONNREFUSED";

/** How the refused function gives its error: by throwing, by a promise, or to the callback that is its last argument. */
export type Manner = "throw" | "reject" | "callback";

/** What a function does while the app loads: `call` carries out what it stands for without its effect. */
export type WhileLoading = (self: object, error: Error, args: readonly unknown[]) => unknown;

/** The innermost function that a stack leaves out. */
export type Below = (...args: never[]) => unknown;

/** Replaces functions by ones that refuse; what a version of Node does not have is passed over. */
export function refuseCalls(
  guard: Guard,
  module: string,
  table: Table,
  names: readonly string[],
  {
    code = "EACCES",
    manner = "throw",
    whileLoading,
  }: { readonly code?: RefusalCode; readonly manner?: Manner; readonly whileLoading?: WhileLoading } = {},
): void {
  for (const name of names) {
    wrapFunction(table, name, () => {
      const wrapped = function (this: object, ...args: unknown[]): unknown {
        const error = guard.refuse(`${module}.${name}`, code, wrapped);
        if (whileLoading && guard.phase !== "run") return whileLoading(this, error, args);
        return answerRefused(error, args, manner);
      };
      return wrapped;
    });
  }
}

type Constructor = new (...args: readonly unknown[]) => unknown;

/** A class whose `new` fails when `refuse` gives an error for its arguments. */
export function refusingClass(
  real: object,
  refuse: (below: Below, args: readonly unknown[]) => Error | undefined,
): object {
  const construct = (target: object, args: readonly unknown[], newTarget: object): object => {
    const error = refuse(construct, args);
    if (error) throw error;
    return Reflect.construct(target as Constructor, args, newTarget as Constructor) as object;
  };
  return new Proxy(real, { construct });
}

/** Names of all functions of a module but those of `harmless`. Classes may stand behind accessors. */
export function functionsBut(table: object, harmless: readonly string[]): readonly string[] {
  return Object.getOwnPropertyNames(table).filter((name) => {
    if (harmless.includes(name)) return false;
    const property = Object.getOwnPropertyDescriptor(table, name);
    return typeof property?.value === "function" || (property?.get !== undefined && /^[A-Z][a-z]/.test(name));
  });
}

export function answerRefused(error: Error, args: readonly unknown[], manner: Manner): unknown {
  const callback = args.at(-1);
  if (manner === "callback" && typeof callback === "function") {
    process.nextTick(() => {
      Reflect.apply(callback, undefined, [error]);
    });
    return undefined;
  }
  if (manner === "reject") return Promise.reject(error);
  throw error;
}

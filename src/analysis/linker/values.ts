import type { ComputedMember, Reference, RegisteredKind } from "../../syntax/summary";

/**
 * What an expression may be at run time, as far as the program's files tell. `withoutArguments`: the first call, or `new`,
 * on the way to it has none.
 */
export type Value =
  /** Of the language or of Node: `Date.now`, `process.env.HOME`; `Date#` is an object that `new Date` made. */
  | {
      readonly kind: "global";
      readonly path: string;
      /** Of a new `Map` or `Set`: what it is given. */
      readonly items?: { readonly file: string; readonly reference: Reference };
      readonly withoutArguments?: true;
    }
  /** Of a package that is not followed: name of the package with its subpath, and the way from what it exports. */
  | { readonly kind: "package"; readonly module: string; readonly path: string; readonly withoutArguments?: true }
  | { readonly kind: "function"; readonly file: string; readonly key: string }
  | { readonly kind: "class"; readonly file: string; readonly key: string }
  | { readonly kind: "instance"; readonly file: string; readonly key: string }
  | { readonly kind: "namespace"; readonly file: string }
  | { readonly kind: "object"; readonly file: string; readonly reference: ObjectReference }
  /** `parts`: the texts that it is put together from. */
  | { readonly kind: "string"; readonly value: string; readonly parts?: readonly TextValue[] }
  /** What `df.app.activity(name, …)` of a file returns: calling it makes a task. */
  | {
      readonly kind: "registered";
      readonly of: RegisteredKind;
      readonly name?: { readonly file: string; readonly reference: Reference };
    }
  /** `name`: what made it, as `callActivity`, `Task.all`; `registered` for a call of what `df.app.activity(…)` returns. */
  | { readonly kind: "task"; readonly name: string }
  /** What calling a generator function returns. */
  | { readonly kind: "generator"; readonly file: string; readonly key: string }
  /** What calling an async function returns. */
  | { readonly kind: "promise"; readonly file: string; readonly key: string };

export type TextValue = Value & { readonly kind: "string" };

export interface ObjectReference {
  readonly kind: "object";
  readonly members: Readonly<Record<string, Reference>>;
  readonly spreads: readonly Reference[];
  readonly computed?: readonly ComputedMember[];
  readonly getters?: Readonly<Record<string, Reference>>;
}

/** `a` and then `b` of it; what a module exports by default is the module. */
export function joinPaths(path: string, name: string): string {
  if (name === "default") return path;
  return path === "" ? name : `${path}.${name}`;
}

import type { TextRange } from "../base/sourcePlace";

/**
 * What an expression stands for, as far as one file tells: the linker asks other files for the rest. Plain data, without
 * nodes, so that summaries of a whole workspace stay small.
 */
export type Reference =
  | { readonly kind: "unknown" }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "global"; readonly name: string }
  /** `name`: an exported name, `*` for all of a module, `require` for what CommonJS exports. */
  | { readonly kind: "import"; readonly module: string; readonly name: string }
  | { readonly kind: "variable"; readonly key: string }
  | { readonly kind: "function"; readonly key: string }
  | { readonly kind: "class"; readonly key: string }
  | { readonly kind: "this"; readonly classKey: string }
  | { readonly kind: "super"; readonly classKey: string }
  /** An object of a class, by `new` or by a type annotation. `items`: what a new `Map` or `Set` is given. */
  | { readonly kind: "instance"; readonly of: Reference; readonly items?: Reference; readonly withoutArguments?: true }
  | { readonly kind: "member"; readonly object: Reference; readonly name: string }
  /** `handlers[name]`. */
  | { readonly kind: "at"; readonly object: Reference; readonly key: Reference }
  /** `prefix + "Fix"`, a template with code in it. */
  | { readonly kind: "text"; readonly parts: readonly Reference[] }
  /** `Object.entries(of)` and its kin. */
  | { readonly kind: "listed"; readonly of: Reference; readonly by: ListedBy }
  /** An element of a list, of a map an entry. `part`: what `forEach` of a map gives first, and then. */
  | { readonly kind: "each"; readonly of: Reference; readonly part?: "value" | "key" }
  /** `functions`: arguments that may be functions; what a wrapper such as `memoize(f)` returns may be one of them. */
  | {
      readonly kind: "call";
      readonly callee: Reference;
      readonly functions: readonly Reference[];
      /** First argument of what may register a function: its name. */
      readonly name?: Reference;
      readonly withoutArguments?: true;
    }
  /** What `await` makes of a promise. */
  | { readonly kind: "awaited"; readonly of: Reference }
  | {
      readonly kind: "object";
      /** Of a list, by position. */
      readonly members: Readonly<Record<string, Reference>>;
      readonly spreads: readonly Reference[];
      /** `{ [Names.Pay]: pay }`. */
      readonly computed?: readonly ComputedMember[];
      /** `{ get now() {} }`: the functions that reading a member runs. */
      readonly getters?: Readonly<Record<string, Reference>>;
    }
  | { readonly kind: "either"; readonly of: readonly Reference[] }
  /** Of another file than the one that is asked about; the linker makes these, no summary holds one. */
  | { readonly kind: "elsewhere"; readonly file: string; readonly of: Reference };

export type ListedBy = "entries" | "keys" | "values";

export interface ComputedMember {
  readonly key: Reference;
  readonly value: Reference;
}

export const unknownReference: Reference = { kind: "unknown" };

/**
 * One file's part in the program. Keys of functions, classes and variables are names with those around them
 * (`createApp/handler`), so that they stay the same while other code of the file is edited.
 */
export interface FileSummary {
  readonly functions: ReadonlyMap<string, FunctionSummary>;
  readonly classes: ReadonlyMap<string, ClassSummary>;
  readonly variables: ReadonlyMap<string, Reference>;
  readonly exports: ReadonlyMap<string, Reference>;
  /** Modules of `export * from`. */
  readonly reexports: readonly string[];
  /** What `module.exports =` or `export =` gives. */
  readonly commonJs?: Reference;
  /** `price.of = …` on a function: key of the function, then members. */
  readonly functionMembers: ReadonlyMap<string, ReadonlyMap<string, Reference>>;
  /** Keys of the module's variables that its functions change, which read otherwise in a later replay. */
  readonly changedVariables: ReadonlySet<string>;
  /** What the module's constants are made of, by the key of their variable. */
  readonly constants: ReadonlyMap<string, readonly ConstantPart[]>;
  readonly registrations: readonly RegistrationCall[];
  readonly namedCalls: readonly NamedCall[];
  /** Where the texts among its references are written, quotes included. */
  readonly literals: ReadonlyMap<Reference, TextRange>;
  /** Modules it imports at run time. */
  readonly imports: readonly string[];
  /** Equal for two summaries when other files cannot tell them apart. */
  readonly shape: string;
}

/** A part of a constant that may differ from process to process. */
export interface ConstantPart {
  /** How it is used: called, made with `new`, read; `name`: it is imported, and may be a constant itself. */
  readonly use: "call" | "new" | "read" | "name";
  readonly of: Reference;
  readonly argumentCount: number;
  readonly range: TextRange;
  /** Members of the constant on the way to it. */
  readonly path: readonly string[];
}

/** Key of the code outside of all functions. */
export const moduleKey = "";

export interface FunctionSummary {
  readonly key: string;
  /** As a reader calls it; undefined for a function without a name. */
  readonly name?: string;
  readonly range: TextRange;
  /** Key of the function around it. */
  readonly outer?: string;
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  /** Its first parameter is used as a durable context (`context.df.callActivity`) or has its type. */
  readonly takesContext: boolean;
  /** Positions of parameters that it calls only when it is not replaying: `ifNotReplaying(run)`. */
  readonly guardedParameters: readonly number[];
  /** Positions of parameters that it has something in place of, looks whether they are there, or hands on. */
  readonly optionalParameters: readonly number[];
  /** What it does with functions that it is given; of parameters that are not among them, it calls nothing. */
  readonly parameterUses: readonly ParameterUse[];
  /** Its parameters by the key of their variable, where it registers or calls something under a name that is no text. */
  readonly parameters?: ReadonlyMap<string, FunctionParameter>;
  /** It changes the object that it is a method of: `this.count++`. */
  readonly changesThis: boolean;
  readonly calls: readonly CallSite[];
  readonly returns: readonly Reference[];
}

/** What a function does with what it is given at a position, or with a part of that. */
export interface ParameterUse {
  readonly position: number;
  /** All from the position on: `...handlers`. */
  readonly isRest?: true;
  /** Names on the way from what is given: `now` of `({ now }) => now()`. */
  readonly path: readonly string[];
  /** The field of its object that it comes through. */
  readonly field?: string;
  /** `kept`: it is put where others may call it. */
  readonly kind: "called" | "handed" | "kept";
  readonly argumentCount?: number;
  /** Of what is handed on. */
  readonly to?: HandedTo;
}

/** What something is handed to, at which position of its arguments, and as which part of an object there. */
export interface HandedTo {
  readonly callee: Reference;
  readonly index: number;
  readonly path: readonly string[];
}

export interface FunctionParameter {
  readonly position: number;
  /** Names on the way to it, of a parameter that is taken apart. */
  readonly path: readonly string[];
  /** It is compared with something: what becomes of it may hang on that. */
  readonly isCompared?: true;
}

export interface CallSite {
  /**
   * `callback`: a function written in the arguments; `argument`: one that is handed on by its name; `read`: a member
   * that is read, which runs no more than its getter.
   */
  readonly kind: "call" | "new" | "callback" | "argument" | "read";
  readonly callee: Reference;
  readonly range: TextRange;
  /** It never runs in a replay: `if (!context.df.isReplaying) report()`. */
  readonly isGuarded?: true;
  /** It only logs, judging by its name: what it returns is not used. */
  readonly isLogging?: true;
  /** It runs only where the argument at this position is left out: `at ?? now()`. */
  readonly without?: number;
  /** Bit by position: an argument that is surely there. */
  readonly given?: number;
  /** Position of an argument → position of the parameter, of the function around, that it hands on. */
  readonly passes?: Readonly<Record<number, number>>;
  /** Of a callback or an argument: what it is handed to, and at which position. */
  readonly handedTo?: HandedTo;
}

export interface ClassSummary {
  readonly key: string;
  readonly name?: string;
  readonly members: ReadonlyMap<string, ClassMember>;
  readonly statics: ReadonlyMap<string, ClassMember>;
  readonly parent?: Reference;
  /** Key of its constructor, when it has one. */
  readonly constructorKey?: string;
}

export interface ClassMember {
  /** `getter`: reading it runs the function that the reference is. */
  readonly kind: "value" | "getter";
  readonly reference: Reference;
}

/** A call of a durable context or client that names a function or an event: `raiseEvent(id, "approved")`. */
export interface NamedCall {
  /** `callActivity`, `raiseEvent`; `EntityId` of `new df.EntityId("stock", id)`. */
  readonly method: string;
  readonly callee: Reference;
  readonly name: Reference;
  /** Of the expression that gives the name. */
  readonly range: TextRange;
  /** Key of the function that it is in. */
  readonly within: string;
  /** Of `EntityId`: methods that are seen to take the id, `callEntity` or others; at least one. */
  readonly takenBy?: readonly string[];
}

export type RegisteredKind = "orchestration" | "activity" | "entity" | "other";

/** A call that looks like a registration of a function; the linker tells whether it is one. */
export interface RegistrationCall {
  readonly kind: RegisteredKind;
  readonly callee: Reference;
  /** Missing in model v3, where function.json names the function. */
  readonly name?: Reference;
  readonly nameRange?: TextRange;
  readonly handler?: Reference;
  readonly range: TextRange;
  /** Key of the function that it is in. */
  readonly within: string;
}

import type { SourcePlace } from "../../base/sourcePlace";
import type { FunctionKind } from "../../project/registrations";

/** What a name in code stands for. */
export type NamedKind = "orchestration" | "activity" | "entity" | "event";

/** A function that an app registers. */
export interface AppFunction {
  readonly name: string;
  /** `other`: clients and all functions that are no durable ones. */
  readonly kind: FunctionKind;
  /** Where the name is written: its text without quotes, or the constant that gives it. In model v3: function.json. */
  readonly place: SourcePlace;
  /** The name is a text at `place`, not something that leads to one. */
  readonly isLiteral: boolean;
  /** The function that runs, where it can be seen. */
  readonly handler?: SourcePlace;
  /** Model v3: absolute path of its function.json. */
  readonly functionJson?: string;
}

/** Code that names a function or an event. */
export interface NameUse {
  readonly kind: NamedKind;
  readonly name: string;
  /** The name's text without quotes, or the expression that gives it. */
  readonly place: SourcePlace;
  readonly isLiteral: boolean;
  /**
   * What is called with the name: `callActivity`, `startNew`, `EntityId`, `raiseEvent`; `registered` for a call of what
   * `df.app.activity(…)` returned.
   */
  readonly method: string;
  /** Of `EntityId`: what is seen to take the id, of `callEntity`, `signalEntity`, `readEntityState`; at least one. */
  readonly takenBy?: readonly string[];
  /** Names of the functions that run this code, also through helpers; empty: of none that can be seen. */
  readonly from: readonly string[];
}

/** Something that is registered or called under a name that only shows when the code runs. */
export interface HiddenName {
  readonly kind: NamedKind | "other";
  readonly isRegistration: boolean;
  readonly place: SourcePlace;
  /** Id of the function whose callers give the name; none of them is seen. */
  readonly givenTo?: string;
}

/** The functions of an app and what names them, in the order of the files. */
export interface AppIndex {
  /** Folder with host.json. */
  readonly root: string;
  readonly functions: readonly AppFunction[];
  readonly uses: readonly NameUse[];
  readonly hidden: readonly HiddenName[];
}

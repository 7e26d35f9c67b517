import type { History } from "../history/history";
import type { LoadedFile } from "../instrument/sourceFile";
import type { OutputMessage, Refusal } from "./debugMessages";
import type { LoadRequest } from "./messages";
import type { CodePoint, ErrorText } from "./runRecord";
import type { FoundStep } from "./steps";
import type { Verdict } from "./verdict";

/** Requests of the toolkit when no debugger is attached, one JSON object a line; answers carry the id. */
export type LineRequest = { readonly id: number } & LineQuestion;

export type LineQuestion =
  { readonly method: "load"; readonly params: LoadRequest } | { readonly method: "pass"; readonly params: History };

export type LineAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorText }
  | { readonly output: OutputMessage };

/** Answer to `pass`. */
export interface PassReport {
  readonly verdict: Verdict;
  readonly steps: readonly FoundStep[];
  readonly files: readonly LoadedFile[];
  /** See `Timeline`. */
  readonly failedAt?: CodePoint;
  readonly thrown?: ErrorText;
  /** What the guard refused since the last pass. */
  readonly refusals: readonly Refusal[];
}

/** Bad input is not an exception: decoders and analyses return what they could make of it, and what was wrong with it. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

export type Severity = "error" | "warning" | "info";

/** One thing that is wrong with some input, worded for the user. */
export interface Problem {
  /** Stable kebab-case id, e.g. `unknown-event-type`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do next, in one or two sentences. */
  readonly message: string;
  /** Where: a row and column of the history, a file and JSON path, a file and line. */
  readonly place: string;
}

export function parsed<T>(value: T, problems: readonly Problem[] = []): Parsed<T> {
  return { value, problems };
}

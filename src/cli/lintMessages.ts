import { messageOf, ToolkitError, type ErrorCode } from "../base/errors";
import type { LintedPaths, LintPlace, LintWish } from "./lintPaths";

/** What the thread that lints is started with: it reads this machine's files. */
export interface LintTask {
  readonly wish: LintWish;
  readonly environment: LintPlace["environment"];
}

export type LintAnswer = { readonly linted: LintedPaths } | { readonly failure: Failure };

/** An error between threads, which would lose its class. */
interface Failure {
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly stack: string | undefined;
  readonly place: ToolkitError["place"];
}

export function failureOf(error: unknown): Failure {
  const [code, place] = error instanceof ToolkitError ? [error.code, error.place] : [];
  return { code, message: messageOf(error), stack: error instanceof Error ? error.stack : undefined, place };
}

export function errorOf({ code, message, stack, place }: Failure): Error {
  if (code !== undefined) return new ToolkitError(code, message, place && { place });
  return Object.assign(new Error(message), { stack });
}

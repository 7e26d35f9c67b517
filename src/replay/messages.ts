import type { History } from "../history/history";
import type { LoadedFile } from "../instrument/sourceFile";
import type { Outcome } from "./outcome";
import type { ErrorText } from "./runRecord";

/**
 * Messages between the toolkit and the child process that runs the user's code. Without a debugger they are JSON lines
 * on file descriptor 3; with one, the same requests are calls on the child's global that the inspector makes.
 */

/** What the child needs to load the user's app. Paths are absolute. */
export interface LoadRequest {
  readonly appRoot: string;
  /** Name of the orchestrator, as recorded in ExecutionStarted. */
  readonly orchestrator: string;
  /** Files that register the orchestrator, from the function index; empty when it does not know. */
  readonly files: readonly string[];
  /** All entry files (package.json `main` glob, or scriptFile of each function.json): loaded when `files` is not enough. */
  readonly entryFiles: readonly string[];
  /** function.json model: how the orchestrator's function is exported and which binding carries the trigger. */
  readonly functionJson?: { readonly entryPoint?: string; readonly bindingName: string; readonly directory: string };
  /** Regular expressions of paths: files of the user to run past, as if they were a library's. */
  readonly skipFiles?: readonly string[];
  readonly sdkMajor: 1 | 2 | 3;
  /** Names of functions that the function index knows, for the engine's checks. */
  readonly knownFunctions: readonly KnownFunction[];
}

export interface KnownFunction {
  readonly name: string;
  readonly kind: "orchestration" | "activity" | "entity" | "other";
}

export type LoadResult =
  | {
      readonly loaded: true;
      /** Whether the orchestrator was among what the app registered. */
      readonly registered: boolean;
      /** ECMAScript modules: they are made anew by `reload`, before a fresh run. */
      readonly hasModules: boolean;
      readonly warnings: readonly string[];
    }
  | {
      readonly loaded: false;
      readonly error: ErrorText;
      /** Settings that are not set: those that the error names, and those that the app's own code had read. */
      readonly unset: { readonly named: readonly string[]; readonly read: readonly string[] };
      /** Files of native libraries that were refused. */
      readonly libraries: readonly string[];
      /** Where, in the file as it runs: lines and columns from 1. */
      readonly file?: string;
      readonly line?: number;
      readonly column?: number;
      /** That file, when it could be read. */
      readonly source?: LoadedFile;
    };

/** One thing the code met while it ran over the history: contract of `replay --json`. Lines are 1-based, in the user's sources. */
export interface ReplayStep {
  /** From 1. */
  readonly step: number;
  readonly episode: number;
  readonly event: { readonly rowKey: string; readonly type: string; readonly name?: string };
  readonly file: string;
  readonly line: number;
  /** What the code got, for completions. */
  readonly value?: unknown;
  readonly isReplaying: boolean;
}

export interface ReplayRequest {
  readonly history: History;
  readonly steps: boolean;
}

export interface ReplayResult {
  readonly outcome: Outcome;
  readonly steps: readonly ReplayStep[];
}

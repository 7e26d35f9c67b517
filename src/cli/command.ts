import type { Log, SourceFiles, SourceReader } from "../base/ports";
import type { DebugServer } from "./debugServer";
import type { LintPaths } from "./lintPaths";
import type { ReplayRunner } from "./replayRunner";
import type { RulePages } from "./rulePages";
import type { Terminal } from "./terminal";

/** What commands work with; `compose.ts` makes it. */
export interface Services {
  readonly terminal: Terminal;
  readonly log: Log;
  readonly files: SourceReader;
  /** Files that are read at once, as they are now. */
  readonly sources: () => SourceFiles;
  /** Absolute path of the working folder. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runner: ReplayRunner;
  readonly lintPaths: LintPaths;
  readonly rulePage: RulePages;
  readonly debugServer: DebugServer;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Lines of `--help`, from the arguments on. */
  readonly help: string;
  /** Resolves to the exit code; throws `ToolkitError`. */
  run(args: readonly string[], services: Services, signal: AbortSignal): Promise<number>;
}

import { compose } from "../../src/cli/compose";
import type { Services } from "../../src/cli/command";
import { runCommandLine } from "../../src/cli/run";

export interface CommandLineRun {
  /** Exit code. */
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in this process, on this machine but for the services that are given. */
export async function commandLine(
  args: readonly string[],
  services: Partial<Services>,
  signal = new AbortController().signal,
): Promise<CommandLineRun> {
  let out = "";
  let error = "";
  const terminal = {
    out: (text: string) => void (out += text),
    error: (text: string) => void (error += text),
    hasColours: false,
  };
  const code = await runCommandLine(args, "1.2.3", { ...compose(process.cwd()), terminal, ...services }, signal);
  return { code, out, error };
}

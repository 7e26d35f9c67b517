import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { root } from "./root.ts";

export interface Ran {
  readonly ok: boolean;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the process is killed, which counts as failed. */
  readonly limit?: number;
}

/** Runs a program to its end and keeps what it printed. */
export async function run(command: string, values: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(command, values, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.limit === undefined ? {} : { timeout: options.limit, killSignal: "SIGKILL" as const }),
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code, signal) => {
      if (signal) output += `\n${command} was ended by ${signal}.`;
      resolve({ ok: code === 0, output });
    });
  });
}

/** Runs one of our packages' programs with the Node in use, e.g. `runTool("eslint/bin/eslint.js", ["."])`. */
export function runTool(program: string, values: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(process.execPath, [`${root}/node_modules/${program}`, ...values], options);
}

/** Asks a process to end, and kills it when it has not within the grace time (ms). */
export async function endProcess(child: ChildProcess, grace = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const timer = setTimeout(() => child.kill("SIGKILL"), grace);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
}

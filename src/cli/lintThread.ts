import { Worker } from "node:worker_threads";
import { ToolkitError } from "../base/errors";
import { errorOf, type LintAnswer, type LintTask } from "./lintMessages";
import type { LintedPaths, LintPaths } from "./lintPaths";

/** Megabytes of young objects: by itself Node 24 takes fifty more and lints no faster; with a third of this it is slower. */
export const youngGenerationMb = 72;

/**
 * Lints in a thread of its own, so that Ctrl+C is heard meanwhile.
 * @param program the bundle of `lintServer.ts`
 */
export function lintInThread(program: string): LintPaths {
  return (wish, { environment }, signal) => {
    const task: LintTask = { wish, environment: { ...environment } };
    return run(
      new Worker(program, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb } }),
      signal,
    );
  };
}

function run(thread: Worker, signal: AbortSignal): Promise<LintedPaths> {
  const end = (): void => void thread.terminate();
  signal.addEventListener("abort", end, { once: true });
  return new Promise<LintedPaths>((resolve, reject) => {
    thread.once("message", (answer: LintAnswer) => {
      if ("linted" in answer) resolve(answer.linted);
      else reject(errorOf(answer.failure));
    });
    thread.once("error", (error: NodeJS.ErrnoException) => reject(asMemory(error)));
    thread.once("exit", (code) => reject(new Error(`The thread that lints has ended (exit code ${code}).`)));
  }).finally(() => signal.removeEventListener("abort", end));
}

function asMemory(error: NodeJS.ErrnoException): Error {
  if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") return error;
  const text =
    "Checking these files takes more memory than Node allows. Check fewer folders at a time, or allow more: NODE_OPTIONS=--max-old-space-size=8192.";
  return new ToolkitError("internal", text, { cause: error });
}

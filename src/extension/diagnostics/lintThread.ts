import { Worker } from "node:worker_threads";
import type { LintAnswer } from "../../worker/messages";
import type { LintThread, ThreadEvents } from "./lintClient";

/** Starts the program that checks code in a thread of its own. */
export function startLintThread(program: string, events: ThreadEvents): LintThread {
  const worker = new Worker(program);
  let reason: string | undefined;
  worker.on("message", (answer: LintAnswer) => events.answered(answer));
  worker.on("error", (error: Error) => (reason = error.stack ?? error.message));
  worker.on("exit", (code) => events.died(reason ?? `exit code ${code}`));
  return { post: (message) => worker.postMessage(message), end: () => void worker.terminate() };
}

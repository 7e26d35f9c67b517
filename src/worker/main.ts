import { parentPort } from "node:worker_threads";
import { NodeSourceFiles } from "../node/sourceFiles";
import { durablePackage, mentionsDurable } from "./durableCode";
import type { LintWorker } from "./lintWorker";
import type { LintAnswer, LintMessage } from "./messages";

const disk = new NodeSourceFiles();
let worker: Promise<LintWorker> | undefined;

/** Loads the rules, which take a while, once there is something to check. */
async function loadWorker(): Promise<LintWorker> {
  const { LintWorker } = await import("./lintWorker");
  return new LintWorker({ disk, answer, later: (action) => void setImmediate(action) });
}

async function take(message: LintMessage): Promise<void> {
  if (message.kind === "start" && !isDurable(message)) {
    answer({ kind: "noDurableCode" });
    parentPort?.close();
    return;
  }
  worker ??= loadWorker();
  (await worker).take(message);
}

function isDurable({ folders, changes }: Extract<LintMessage, { kind: "start" }>): boolean {
  return changes.some(({ text }) => text?.includes(durablePackage)) || mentionsDurable(disk, folders);
}

function answer(message: LintAnswer): void {
  parentPort?.postMessage(message);
}

// What it throws ends the thread, and the editor hears of it.
parentPort?.on("message", (message: LintMessage) => void take(message));

import { fork } from "node:child_process";
import path from "node:path";
import { olderNode } from "../support/olderNode";
import type { ReplayTask, ReplayTimes } from "./replayTask";

/** Measures in a process of its own, which holds nothing but this one measurement. */
export function inChild(task: ReplayTask, program: "replay" | "episodes" = "replay"): Promise<ReplayTimes> {
  const execPath = task.app.sdkMajor === 2 ? (olderNode ?? process.execPath) : process.execPath;
  const child = fork(path.resolve(`dist/test/${program}.child.js`), { execPath });
  return new Promise<ReplayTimes>((resolve, reject) => {
    child.once("message", (times) => resolve(times as ReplayTimes));
    child.once("exit", (code) => reject(new Error(`The child of the benchmark ended with ${code}.`)));
    child.send(task);
  }).finally(() => child.kill());
}

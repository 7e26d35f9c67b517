import { execFileSync } from "node:child_process";

/** Process ids of the replay hosts that a process, this one by default, has started and that still run. */
export function runningReplayHosts(starter = process.pid): readonly number[] {
  const table = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    const isOurs = Number(parent) === starter && !state?.startsWith("Z");
    return isOurs && command.join(" ").includes("replayHost") ? [Number(pid)] : [];
  });
}

/** Whether a process runs, whoever has started it. */
export function isRunning(pid: number): boolean {
  const state = execFileSync("ps", ["-A", "-o", "pid=,stat="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([id]) => Number(id) === pid)?.[1];
  return state !== undefined && !state.startsWith("Z");
}

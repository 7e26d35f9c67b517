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

/** Ends all replay hosts of this process and says what they were doing: state, age, processor time, place in the kernel. */
export function endReplayHosts(): string {
  const pids = runningReplayHosts();
  if (pids.length === 0) return "";
  const columns = "pid=,stat=,etime=,time=,wchan:20=,args=";
  const told = execFileSync("ps", ["-ww", "-o", columns, "-p", pids.join(",")], { encoding: "utf8" });
  for (const pid of pids) process.kill(pid, "SIGKILL");
  return told;
}

/** A test that ran out of time has not ended what it started. */
afterEach(function () {
  if (this.currentTest?.state === "failed") endReplayHosts();
});

/** Whether a process runs, whoever has started it. */
export function isRunning(pid: number): boolean {
  const state = execFileSync("ps", ["-A", "-o", "pid=,stat="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([id]) => Number(id) === pid)?.[1];
  return state !== undefined && !state.startsWith("Z");
}

import { execFileSync } from "node:child_process";

/** Process ids of the replay hosts that this process has started and that still run. */
export function runningReplayHosts(): readonly number[] {
  const table = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    const isOurs = Number(parent) === process.pid && !state?.startsWith("Z");
    return isOurs && command.join(" ").includes("replayHost") ? [Number(pid)] : [];
  });
}

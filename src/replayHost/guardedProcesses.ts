import childProcess from "node:child_process";
import cluster from "node:cluster";
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import workerThreads from "node:worker_threads";
import { wrapFunction, type Guard } from "./guard";
import { refuseCalls, type Table, type WhileLoading } from "./refusedCalls";

/** Of the process itself, and of others by their id. */
const processCalls = [
  "abort", "exit", "reallyExit", "execve", "kill", "_kill", "_debugProcess", "_debugEnd", "binding", "_linkedBinding",
  "setuid", "setgid", "seteuid", "setegid", "setgroups", "initgroups",
]; // prettier-ignore

/**
 * Processes and threads. While the app loads, what starts one hears later that it did not start: libraries look for
 * programs and start their threads then.
 */
export function guardProcesses(guard: Guard): void {
  const children = childProcess as unknown as Table;
  refuseCalls(guard, "child_process", children, ["exec", "execFile", "fork", "spawn"], { whileLoading: failedProcess });
  refuseCalls(guard, "child_process", children, ["execFileSync", "execSync", "spawnSync", "_forkChild"]);
  const started = childProcess.ChildProcess.prototype as unknown as Table;
  refuseCalls(guard, "child_process", started, ["spawn"]);
  refuseCalls(guard, "cluster", cluster as unknown as Table, ["fork", "setupPrimary", "setupMaster"]);
  const threads = workerThreads as unknown as Table;
  refuseCalls(guard, "worker_threads", threads, ["Worker"], { whileLoading: failedThread });
  refuseCalls(guard, "process", process as unknown as Table, processCalls);
  if (!guard.allowNativeModules) guardLibraries(guard);
}

function guardLibraries(guard: Guard): void {
  wrapFunction(process as unknown as Table, "dlopen", () => {
    const wrapped = (_: unknown, file: unknown): never => {
      throw guard.refuse("process.dlopen", "EACCES", wrapped, String(file));
    };
    return wrapped;
  });
}

const failedProcess: WhileLoading = (_, error, args) => {
  const child = new childProcess.ChildProcess();
  const streams = [new PassThrough(), new PassThrough(), new PassThrough()] as const;
  const [stdin, stdout, stderr] = streams;
  Object.assign(child, { stdin, stdout, stderr, stdio: streams });
  const callback = args.at(-1);
  process.nextTick(() => {
    for (const stream of streams) stream.end();
    if (typeof callback === "function") Reflect.apply(callback, undefined, [error, "", ""]);
    else child.emit("error", error);
    child.emit("close", -1, null);
  });
  return child;
};

const failedThread: WhileLoading = (_, error) => {
  const nothing = (): void => undefined;
  const methods = { postMessage: nothing, ref: nothing, unref: nothing, terminate: () => Promise.resolve(1) };
  const thread = Object.assign(new EventEmitter(), methods, { threadId: -1, stdin: null, resourceLimits: {} });
  process.nextTick(() => {
    thread.emit("error", error);
    thread.emit("exit", 1);
  });
  return thread;
};

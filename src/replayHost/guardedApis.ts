import childProcess from "node:child_process";
import cluster from "node:cluster";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import inspector from "node:inspector";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import workerThreads from "node:worker_threads";
import { wrapFunction, type Guard } from "./guard";

const fileWriters = [
  "appendFile", "chmod", "chown", "copyFile", "cp", "fchmod", "fchown", "ftruncate", "futimes", "lchmod", "lchown", "link",
  "lutimes", "mkdir", "mkdtemp", "rename", "rm", "rmdir", "symlink", "truncate", "unlink", "utimes", "write", "writeFile", "writev",
] as const; // prettier-ignore
const processStarters = ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"];
const nameLookups = [
  "lookup",
  "lookupService",
  "resolve",
  "resolve4",
  "resolve6",
  "resolveAny",
  "resolveTxt",
  "resolveSrv",
  "reverse",
];

type Table = Record<string, unknown>;

/** Closes the ways out that Node's own modules offer; on Node 24 the permission model stands behind this. */
export function guardApis(guard: Guard): void {
  guardFiles(guard);
  refuseCalls(guard, "child_process", childProcess, processStarters);
  refuseCalls(guard, "cluster", cluster as unknown as Table, ["fork", "setupPrimary", "setupMaster"]);
  refuseCalls(guard, "inspector", inspector, ["open", "Session"]);
  refuseCalls(guard, "worker_threads", workerThreads, ["Worker"]);
  refuseCalls(guard, "process", process as unknown as Table, [
    "kill",
    "abort",
    "exit",
    "reallyExit",
    "dlopen",
    "binding",
    "_linkedBinding",
  ]);
  guardConnections(guard);
  syncBuiltinESMExports();
}

function guardFiles(guard: Guard): void {
  const promises = fs.promises as unknown as Table;
  const callbacks = fs as unknown as Table;
  for (const name of fileWriters) {
    refuseCalls(guard, "fs", callbacks, [`${name}Sync`], "EROFS");
    refuseCalls(guard, "fs.promises", promises, [name], "EROFS", "reject");
    refuseCalls(guard, "fs", callbacks, [name], "EROFS", "callback");
  }
  refuseCalls(guard, "fs", callbacks, ["createWriteStream", "WriteStream", "FileWriteStream"], "EROFS");
  for (const [table, name] of [
    [callbacks, "open"],
    [callbacks, "openSync"],
    [promises, "open"],
  ] as const)
    guardOpen(guard, table, name);
}

/** Opening to read is fine, anything else is refused. */
function guardOpen(guard: Guard, table: Table, name: string): void {
  wrapFunction(table, name, (real) => {
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      const flags = args[1];
      if (flags === undefined || typeof flags === "function" || flags === "r" || flags === "rs" || flags === 0)
        return Reflect.apply(real, this, args);
      return answer(
        guard.refuse(`fs.${name}`, "EROFS", wrapped),
        args,
        name === "openSync" ? "throw" : table === (fs as unknown as Table) ? "callback" : "reject",
      );
    };
    return wrapped;
  });
}

type Manner = "throw" | "reject" | "callback";

function refuseCalls(
  guard: Guard,
  module: string,
  table: Table,
  names: readonly string[],
  code: "EROFS" | "EACCES" = "EACCES",
  manner: Manner = "throw",
): void {
  for (const name of names) {
    wrapFunction(table, name, () => {
      const wrapped = function (...args: unknown[]): unknown {
        return answer(guard.refuse(`${module}.${name}`, code, wrapped), args, manner);
      };
      return wrapped;
    });
  }
}

function answer(error: Error, args: readonly unknown[], manner: Manner): unknown {
  const callback = args.at(-1);
  if (manner === "callback" && typeof callback === "function") {
    process.nextTick(() => {
      Reflect.apply(callback, undefined, [error]);
    });
    return undefined;
  }
  if (manner === "reject") return Promise.reject(error);
  throw error;
}

/**
 * While the app loads, a connection fails as on a machine that is cut off: later, with an `error` event. While the
 * orchestrator runs it is a mistake to show at once.
 */
function guardConnections(guard: Guard): void {
  wrapFunction(net.Socket.prototype as unknown as Table, "connect", () => {
    const wrapped = function (this: net.Socket): net.Socket {
      const error = guard.refuse("net.connect", "ECONNREFUSED", wrapped);
      if (guard.phase === "run") throw error;
      process.nextTick(() => this.destroy(error));
      return this;
    };
    return wrapped;
  });
  wrapFunction(globalThis as unknown as Table, "fetch", () => {
    const wrapped = (): Promise<never> => Promise.reject(guard.refuse("fetch", "ECONNREFUSED", wrapped));
    return wrapped;
  });
  refuseCalls(guard, "net", net.Server.prototype as unknown as Table, ["listen"]);
  for (const name of ["bind", "send", "connect"])
    refuseCalls(guard, "dgram", dgram.Socket.prototype as unknown as Table, [name]);
  refuseCalls(guard, "dns", dns, nameLookups, "EACCES", "callback");
  refuseCalls(guard, "dns.promises", dns.promises, nameLookups, "EACCES", "reject");
}

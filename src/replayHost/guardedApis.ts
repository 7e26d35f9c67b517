import crypto from "node:crypto";
import inspector from "node:inspector";
import module, { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import traceEvents from "node:trace_events";
import v8 from "node:v8";
import wasi from "node:wasi";
import { wrapFunction, type Guard } from "./guard";
import { guardConnections } from "./guardedConnections";
import { guardFiles } from "./guardedFiles";
import { guardProcesses } from "./guardedProcesses";
import { refuseCalls, refusingClass, type Table } from "./refusedCalls";

/** Closes the ways out that Node's own modules offer; on Node 24 the permission model stands behind this. */
export function guardApis(guard: Guard): void {
  guardFiles(guard);
  guardProcesses(guard);
  guardConnections(guard);
  guardWritersOfNode(guard);
  guardLoader(guard);
  guardInspector(guard);
  const nothing = { whileLoading: () => undefined };
  refuseCalls(guard, "os", os, ["setPriority"], nothing);
  refuseCalls(guard, "crypto", crypto, ["setEngine"], nothing);
  refuseCalls(guard, "wasi", wasi, ["WASI"]);
  onlyWhileLoading(guard, "process", process as unknown as Table, "chdir");
  syncBuiltinESMExports();
}

/** What writes files without `node:fs`. */
function guardWritersOfNode(guard: Guard): void {
  const options = { code: "EROFS", whileLoading: () => undefined } as const;
  refuseCalls(guard, "process.report", process.report as unknown as Table, ["writeReport"], options);
  const heap = ["writeHeapSnapshot", "setHeapSnapshotNearHeapLimit", "takeCoverage"];
  refuseCalls(guard, "v8", v8, heap, options);
  refuseCalls(guard, "trace_events", traceEvents, ["createTracing"], { code: "EROFS" });
  // Before Node 22 there is none.
  const sqlite = (process as Partial<typeof process>).getBuiltinModule?.("node:sqlite") as unknown as Table | undefined;
  const real = sqlite?.["DatabaseSync"];
  if (!sqlite || typeof real !== "function") return;
  refuseCalls(guard, "sqlite", sqlite, ["backup"], { code: "EROFS", manner: "reject" });
  sqlite["DatabaseSync"] = refusingClass(real, (below, [file, settings]) =>
    file === ":memory:" || (settings as { readOnly?: unknown } | undefined)?.readOnly === true
      ? undefined
      : guard.refuse("sqlite.DatabaseSync", "EROFS", below),
  );
}

/** `register` starts a thread without a guard; the compile cache is a folder of files. */
function guardLoader(guard: Guard): void {
  const table = module as unknown as Table;
  refuseCalls(guard, "module", table, ["register"], { whileLoading: () => undefined });
  onlyWhileLoading(guard, "module", table, "registerHooks");
  // The status is DISABLED.
  refuseCalls(guard, "module", table, ["enableCompileCache"], { code: "EROFS", whileLoading: () => ({ status: 3 }) });
}

function guardInspector(guard: Guard): void {
  const table = inspector as unknown as Table;
  refuseCalls(guard, "inspector", table, ["open", "close", "waitForDebugger"], { whileLoading: () => undefined });
  // Its prototype stays: `inspector/promises` builds on it.
  table["Session"] = refusingClass(inspector.Session, (below) => guard.refuse("inspector.Session", "EACCES", below));
}

/** What changes only this process, and is a mistake in an orchestrator. */
function onlyWhileLoading(guard: Guard, name: string, table: Table, call: string): void {
  wrapFunction(table, call, (real) => {
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      if (guard.phase === "run") throw guard.refuse(`${name}.${call}`, "EACCES", wrapped);
      return Reflect.apply(real, this, args);
    };
    return wrapped;
  });
}

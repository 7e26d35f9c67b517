import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { wrapFunction } from "./guard";
import type { PrintedBy, WriteOutput } from "./output";
import type { Table } from "./refusedCalls";

/** The process's own output by file descriptor, and the names that open it on Linux and macOS. */
const streams: Readonly<Record<number, { readonly level: "info" | "error"; readonly by: PrintedBy }>> = {
  1: { level: "info", by: "descriptor 1" },
  2: { level: "error", by: "descriptor 2" },
};
const names: Readonly<Record<string, number>> = {
  "/dev/stdout": 1,
  "/dev/stderr": 2,
  "/dev/fd/1": 1,
  "/dev/fd/2": 2,
  "/proc/self/fd/1": 1,
  "/proc/self/fd/2": 2,
};

// Taken before the user's code can have changed them.
const isView = ArrayBuffer.isView.bind(ArrayBuffer);
const later = process.nextTick.bind(process);

/**
 * Loggers write to the file descriptors of stdout and stderr (pino does by sonic-boom), which are no files on disk: what
 * they write is output as that of `console`. To be called when the guard refuses all other writing.
 */
export function captureDescriptors(write: WriteOutput): void {
  const table = fs as unknown as Table;
  for (const name of ["writeSync", "writevSync", "writeFileSync", "appendFileSync"])
    answerInstead(table, name, (args) => printed(args, write));
  for (const name of ["write", "writev", "writeFile", "appendFile"])
    answerInstead(table, name, (args) => {
      const size = printed(args, write);
      // At once: what comes later would come at another moment in each run.
      if (size !== undefined) callbackOf(args)?.(null, size, args[1]);
      return size;
    });
  answerInstead(table, "openSync", ([name]) => descriptorOf(name));
  answerInstead(table, "open", (args) => {
    const descriptor = descriptorOf(args[0]);
    if (descriptor !== undefined) later(() => callbackOf(args)?.(null, descriptor));
    return descriptor;
  });
  // They stay open: a logger may close its own.
  answerInstead(table, "closeSync", ([descriptor]) => streamOf(descriptor) && 0);
  answerInstead(table, "close", (args) => {
    const stream = streamOf(args[0]);
    if (stream) later(() => callbackOf(args)?.(null));
    return stream && 0;
  });
  syncBuiltinESMExports();
}

/** `answer` gives undefined for what is not its own. Functions with a callback return nothing. */
function answerInstead(table: Table, name: string, answer: (args: readonly unknown[]) => number | undefined): void {
  const isSync = /^(write|writev|open)Sync$/.test(name);
  wrapFunction(table, name, (real) => {
    return function (this: unknown, ...args: unknown[]): unknown {
      const answered = answer(args);
      if (answered === undefined) return Reflect.apply(real, this, args);
      return isSync ? answered : undefined;
    };
  });
}

function callbackOf(args: readonly unknown[]): ((...results: readonly unknown[]) => void) | undefined {
  const callback = args.at(-1);
  if (typeof callback !== "function") return undefined;
  return (...results) => Reflect.apply(callback, undefined, results) as unknown;
}

function streamOf(descriptor: unknown): (typeof streams)[number] | undefined {
  return typeof descriptor === "number" ? streams[descriptor] : undefined;
}

function descriptorOf(name: unknown): number | undefined {
  return typeof name === "string" && Object.hasOwn(names, name) ? names[name] : undefined;
}

/** Prints what a call writes, line by line, and gives its size in bytes; undefined when it does not write to a stream. */
function printed(args: readonly unknown[], write: WriteOutput): number | undefined {
  const [target, data] = args;
  const stream = streamOf(target) ?? streamOf(descriptorOf(target));
  const bytes = stream && bytesOf(data, args.slice(2));
  if (!bytes) return undefined;
  for (const line of bytes
    .toString()
    .replace(/\r?\n$/, "")
    .split(/\r?\n/))
    write(stream.level, [line], stream.by);
  return bytes.length;
}

function bytesOf(data: unknown, rest: readonly unknown[]): Buffer | undefined {
  if (typeof data === "string") {
    const encoding = rest.find((value): value is BufferEncoding => typeof value === "string");
    return Buffer.from(data, encoding);
  }
  if (Array.isArray(data)) return data.every(isView) ? Buffer.concat(data.map(viewOf)) : undefined;
  return isView(data) ? partOf(viewOf(data), rest) : undefined;
}

function viewOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** `fs.write(fd, buffer, offset, length)`, or the same in an object. */
function partOf(bytes: Buffer, [first, second]: readonly unknown[]): Buffer {
  const named = typeof first === "object" && first !== null ? (first as { offset?: unknown; length?: unknown }) : {};
  const offset = numberOf(typeof first === "number" ? first : named.offset) ?? 0;
  const length = numberOf(typeof first === "number" ? second : named.length);
  return bytes.subarray(offset, length === undefined ? undefined : offset + length);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

import fs from "node:fs";
import { wrapFunction, type Guard } from "./guard";
import { answerRefused, functionsBut, refuseCalls, type Manner, type Table } from "./refusedCalls";

/** What only reads, or works on what was opened to read. All else is refused, also what later versions of Node add. */
const readers = [
  "access", "exists", "stat", "lstat", "fstat", "statfs", "readdir", "readlink", "realpath", "read", "readv", "close",
  "fsync", "fdatasync", "opendir", "glob",
].flatMap((name) => [name, `${name}Sync`]); // prettier-ignore
const harmless = [
  ...readers,
  ...["ReadStream", "FileReadStream", "Dir", "Dirent", "Stats", "openAsBlob", "_toUnixTimestamp"],
  ...["watch", "watchFile", "unwatchFile"],
];
/** These read or write, as their flags say. */
const openers = ["open", "openSync", "readFile", "readFileSync", "createReadStream"];
const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;

export function guardFiles(guard: Guard): void {
  const callbacks = fs as unknown as Table;
  const promises = fs.promises as unknown as Table;
  for (const name of functionsBut(fs, [...harmless, ...openers]))
    refuseCalls(guard, "fs", callbacks, [name], { code: "EROFS", manner: mannerOf(name) });
  const refused = functionsBut(promises, [...harmless, ...openers]);
  refuseCalls(guard, "fs.promises", promises, refused, { code: "EROFS", manner: "reject" });
  for (const name of openers) {
    guardOpener(guard, "fs", callbacks, name, mannerOf(name));
    guardOpener(guard, "fs.promises", promises, name, "reject");
  }
}

function mannerOf(name: string): Manner {
  return name.endsWith("Sync") || /^[A-Z]|^create/.test(name) ? "throw" : "callback";
}

/** Opening to read is fine, anything else is refused. */
function guardOpener(guard: Guard, module: string, table: Table, name: string, manner: Manner): void {
  wrapFunction(table, name, (real) => {
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      if (!onlyReads(flagsOf(name, args[1])))
        return answerRefused(guard.refuse(`${module}.${name}`, "EROFS", wrapped), args, manner);
      const opened = Reflect.apply(real, this, args);
      return name === "open" && manner === "reject" ? guardedHandle(guard, opened as Promise<object>) : opened;
    };
    return wrapped;
  });
}

function flagsOf(name: string, argument: unknown): unknown {
  if (name.startsWith("open")) return argument;
  if (typeof argument !== "object" || argument === null) return undefined;
  const { flag, flags } = argument as { readonly flag?: unknown; readonly flags?: unknown };
  return name.startsWith("read") ? flag : flags;
}

function onlyReads(flags: unknown): boolean {
  if (typeof flags === "number") return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) === 0;
  return (
    flags === undefined ||
    flags === null ||
    typeof flags === "function" ||
    flags === "r" ||
    flags === "rs" ||
    flags === "sr"
  );
}

const handleWriters = [
  "appendFile", "chmod", "chown", "createWriteStream", "truncate", "utimes", "write", "writeFile", "writev", "writer",
]; // prettier-ignore
let handlesAreGuarded = false;

/** A file that was opened to read has methods that change it; their class is only reached through a handle. */
async function guardedHandle(guard: Guard, opened: Promise<object>): Promise<object> {
  const handle = await opened;
  if (!handlesAreGuarded) {
    handlesAreGuarded = true;
    const methods = Object.getPrototypeOf(handle) as Table;
    refuseCalls(guard, "fs.FileHandle", methods, ["createWriteStream"], { code: "EROFS" });
    refuseCalls(guard, "fs.FileHandle", methods, handleWriters, { code: "EROFS", manner: "reject" });
  }
  return handle;
}

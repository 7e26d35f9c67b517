import { readFileSync } from "node:fs";
import path from "node:path";
import { growHeapSparingly } from "../node/heap";
import { compose } from "./compose";
import { lintInThread } from "./lintThread";
import { runCommandLine } from "./run";

/** The bundle lies one folder below package.json, installed or not. */
const root = path.join(__dirname, "..");

function ownVersion(): string {
  const text = readFileSync(path.join(root, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

growHeapSparingly();
const stopping = new AbortController();
// A second Ctrl+C ends the process at once, as `once` leaves it to Node.
process.once("SIGINT", () => stopping.abort(new Error("Ctrl+C")));
process.once("SIGTERM", () => stopping.abort(new Error("SIGTERM")));
process.once("SIGHUP", () => stopping.abort(new Error("SIGHUP")));
// Messages that nobody reads change nothing about the result.
process.stderr.on("error", () => undefined);
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader such as `head` that has seen enough is no fault.
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`durable-toolkit: The output cannot be written (${error.message}). Is the disk full?\n`);
  process.exit(2);
});

const services = { ...compose(root), lintPaths: lintInThread(path.join(__dirname, "cli", "lintServer.js")) };
void runCommandLine(process.argv.slice(2), ownVersion(), services, stopping.signal).then((exitCode) => {
  process.exitCode = exitCode;
});

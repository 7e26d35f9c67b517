/** Program of the thread that lints for the command line. */
import { parentPort, workerData } from "node:worker_threads";
import { nodeFiles } from "../node/files";
import { failureOf, type LintAnswer, type LintTask } from "./lintMessages";

const { wish, environment } = workerData as LintTask;

async function answer(): Promise<LintAnswer> {
  try {
    const { lintPaths } = await import("./lintPaths");
    return { linted: await lintPaths(wish, { files: nodeFiles, environment }, new AbortController().signal) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

void answer().then((message) => parentPort?.postMessage(message));

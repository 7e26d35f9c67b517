/** Lints in a thread of a process that has loaded nothing else, as the command line does it. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { youngGenerationMb } from "../../src/cli/lintThread";

process.on("message", (workerData) => {
  const resourceLimits = { maxYoungGenerationSizeMb: youngGenerationMb };
  const thread = new Worker(path.join(__dirname, "lint.child.js"), { workerData, resourceLimits });
  thread.once("message", (times) => process.send?.(times));
});

/**
 * `npm start`: the sample with storage of its own, a replay in the terminal, then VS Code on it. Options: `--no-editor`
 * ends after the replay; `--browser` takes VS Code for the browser even where the desktop one is installed; `--reset`
 * brings the sample back as it was.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { startAzurite } from "./azurite.ts";
import { ensureBuilt, productBundles } from "./build.ts";
import { openEditor } from "./editor.ts";
import { readOptions } from "./options.ts";
import { inRoot, root } from "./root.ts";
import { fillSampleHub, prepareSample } from "./sample.ts";

const flag = { type: "boolean", default: false } as const;
const { values } = readOptions(
  { options: { "no-editor": flag, browser: flag, reset: flag } },
  "npm start -- [--no-editor] [--browser] [--reset]",
);

const instance = "order-1001";

/** Ctrl+C ends the editor part; what was started is stopped in order. */
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
});

await ensureBuilt(productBundles);
console.error("Starting Azurite …");
const azurite = await startAzurite();
try {
  const sample = await prepareSample(azurite.connectionString, { reset: values.reset });
  await fillSampleHub(azurite.connectionString);
  printGuide(sample);
  process.exitCode = replay(sample);
  if (values["no-editor"])
    console.log("\nThe sample's storage has stopped: npm start runs it together with the editor.");
  else await edit(sample);
} finally {
  await azurite.stop();
}

function printGuide(sample: string): void {
  const place = path.relative(root, sample);
  console.log(`
Durable Functions Toolkit: past runs of an orchestrator, step by step, forwards and backwards.

The sample app is in ${place}. Its task hub SampleOrders holds four recorded runs:
  order-1001  completed
  order-1002  failed: the card was declined
  order-1003  waits for an approval
  order-1004  started before the code changed: its history no longer fits

In the editor: choose "Debug replay…" above the orchestrator (src/functions/orderOrchestrator.ts), and step, also back.
In a terminal, at any time: node bin/durable-toolkit.js replay ${path.join(place, "histories", "failed.durable-history.json")}
`);
}

/** Replays one instance in the terminal, as a user would. */
function replay(sample: string): number {
  const command = [inRoot("bin", "durable-toolkit.js"), "replay", instance, "--app", sample];
  console.log(`$ node bin/durable-toolkit.js replay ${instance} --app ${path.relative(root, sample)}\n`);
  return spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" }).status ?? 1;
}

async function edit(sample: string): Promise<void> {
  const file = path.join(sample, "src", "functions", "orderOrchestrator.ts");
  const editor = await openEditor({ folder: sample, file }, { preferBrowser: values.browser });
  console.log("\nThe sample's storage runs as long as this command. Press Ctrl+C to end.");
  await interrupted;
  console.log("\nStopping …");
  await editor.stop();
}

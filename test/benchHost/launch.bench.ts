import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { activateExtension } from "../host/support/extension";
import { growthExponent, median, type Measured } from "../support/benchmark";
import { generateApp } from "../support/generatedApp";
import { writeGeneratedHistory } from "../support/generatedHistoryFile";

/** Activities in turn; an activity has four events and the run three more. */
const sizes = [25, 2_500];
const repetitions = 7;
/** One Node for both: what the PATH of the extension host has. */
const runtimeExecutable = "node";

describe("launch", () => {
  it("from the request to the first stop, beside js-debug on the same file", async function () {
    this.timeout(5 * 60_000);
    await activateExtension();
    const app = generateApp("test/fixtures/apps/v4-js");
    const file = app.files["inTurn"] ?? "";
    try {
      const times: { size: number; ours: number; baseline: number }[] = [];
      for (const activities of sizes) {
        const history = writeGeneratedHistory(app.root, activities);
        const ours = { type: "durable-replay", appRoot: app.root, history, stopOn: "entry", runtimeExecutable };
        const baseline = { type: "pwa-node", program: file, cwd: app.root, stopOnEntry: true, runtimeExecutable };
        times.push({ size: activities * 4 + 3, ...(await inTurn(ours, baseline)) });
      }
      report(times);
    } finally {
      fs.rmSync(app.root, { recursive: true });
    }
  });
});

async function inTurn(ours: object, baseline: object) {
  const times = { ours: [] as number[], baseline: [] as number[] };
  // The first pair warms up and does not count.
  for (let done = 0; done <= repetitions; done++) {
    times.baseline.push(await firstStop(baseline));
    times.ours.push(await firstStop(ours));
    await pause();
  }
  return { ours: median(times.ours.slice(1)), baseline: median(times.baseline.slice(1)) };
}

/** So soon nobody presses F5 again. What a session does when it has ended shall not cost the next one's time. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_000));
}

/** Milliseconds from the call to the first `stopped` event that the editor gets. */
async function firstStop(configuration: object): Promise<number> {
  const name = `launch ${Math.random()}`;
  const from = performance.now();
  let setStopped: (time: number) => void = () => undefined;
  const stopped = new Promise<number>((resolve) => (setStopped = resolve));
  const tracker = vscode.debug.registerDebugAdapterTrackerFactory("*", {
    createDebugAdapterTracker: () => ({
      onDidSendMessage: ({ event }: { readonly event?: string }) => {
        if (event === "stopped") setStopped(performance.now() - from);
      },
    }),
  });
  const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
  await vscode.debug.startDebugging(undefined, {
    ...configuration,
    name,
    request: "launch",
  } as vscode.DebugConfiguration);
  const time = await stopped;
  await vscode.debug.stopDebugging();
  await ended;
  tracker.dispose();
  return time;
}

function report(times: readonly { size: number; ours: number; baseline: number }[]): void {
  const growth = growthExponent(times.map(({ size, ours }) => ({ size, time: ours })));
  const rows: Measured[] = times.map((one) => ({
    what: "request to first stop; baseline js-debug at entry",
    ...one,
    growth,
    target: "ratio ≤ 1.0",
  }));
  const target = process.env["TEST_MEASURED"] ?? "";
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, JSON.stringify(rows));
}

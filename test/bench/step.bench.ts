import fs from "node:fs";
import { benchmark, growthExponent, median, type Measured } from "../support/benchmark";
import { DebugClient, type StopBody } from "../support/debugClient";
import { generateApp, type GeneratedApp } from "../support/generatedApp";
import { writeGeneratedHistory } from "../support/generatedHistoryFile";
import { inChild } from "./inChild";

const sizes = [10, 1_000, 10_000];
const repetitions = 15;

/** Medians in ms at the last yields of a run of `size` activities in turn. */
interface Times {
  readonly size: number;
  readonly rerun: number;
  readonly next: number;
  readonly overYield: number;
  readonly stepBack: number;
  readonly reverseContinue: number;
}

benchmark("step", async () => {
  const app = generateApp("test/fixtures/apps/v4-js");
  try {
    const all: Times[] = [];
    for (const size of sizes) all.push(await measure(app, size));
    return (["next", "overYield", "stepBack", "reverseContinue"] as const).flatMap((name) => rows(all, name));
  } finally {
    fs.rmSync(app.root, { recursive: true });
  }
});

const targets = {
  next: ["forward step", "p50 ≤ 5 ms"],
  overYield: ["step over a yield", "p50 ≤ 5 ms"],
  stepBack: ["step back", "p50 ≤ 1.5 × baseline + 15 ms"],
  reverseContinue: ["reverse continue to a breakpoint one turn back", "–"],
} as const;

function rows(all: readonly Times[], name: keyof typeof targets): Measured[] {
  const [what, target] = targets[name];
  const growth = growthExponent(all.map((times) => ({ size: times.size, time: times[name] })));
  const baselineGrowth = growthExponent(all.map(({ size, rerun }) => ({ size, time: rerun })));
  return all.map((times) => ({
    what,
    size: times.size,
    ours: times[name],
    baseline: times.rerun,
    growth,
    baselineGrowth,
    target,
  }));
}

async function measure(app: GeneratedApp, size: number): Promise<Times> {
  const { baseline } = await inChild({ app, shape: "in turn", size, repetitions });
  const client = new DebugClient();
  try {
    await client.launch({ appRoot: app.root, history: writeGeneratedHistory(app.root, size), stopOn: "entry" });
    return { size, rerun: baseline, ...(await measureMoves(client, app.files["inTurn"] ?? "", size - 1)) };
  } finally {
    await client.disconnect();
  }
}

/** Moves in turn around the last statements that run in an episode. */
async function measureMoves(client: DebugClient, file: string, episode: number) {
  const times = { next: [], overYield: [], stepBack: [], reverseContinue: [] } as Record<
    keyof typeof targets,
    number[]
  >;
  const move = async (name: keyof typeof targets, command: string): Promise<StopBody> => {
    const from = performance.now();
    const stop = await client.move(command);
    times[name].push(performance.now() - from);
    return stop;
  };
  const yieldLine =
    fs
      .readFileSync(file, "utf8")
      .split("\n")
      .findIndex((line) => line.includes("= yield")) + 1;
  for (let done = 0; done < repetitions; done++) {
    const start = await client.move("durable/seek", { episode });
    let at = start;
    for (let steps = 0; steps < 4; steps++) at = await move("stepBack", "stepBack");
    while (at.tick < start.tick) at = await move(at.line === yieldLine ? "overYield" : "next", "next");
    if (at.tick !== start.tick) throw new Error(`Steps forward ended at tick ${at.tick} instead of ${start.tick}.`);
  }
  await client.request("setBreakpoints", { source: { path: file }, breakpoints: [{ line: yieldLine }] });
  for (let done = 0; done < repetitions; done++) {
    await client.move("durable/seek", { episode });
    const { reason } = await move("reverseContinue", "reverseContinue");
    if (reason !== "breakpoint") throw new Error(`Reverse continue ended with ${reason}.`);
  }
  const { next, overYield, stepBack, reverseContinue } = times;
  return {
    next: median(next),
    overYield: median(overYield),
    stepBack: median(stepBack),
    reverseContinue: median(reverseContinue),
  };
}

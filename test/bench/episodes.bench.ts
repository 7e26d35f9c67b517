import fs from "node:fs";
import { benchmark, growthExponent } from "../support/benchmark";
import { generateApp } from "../support/generatedApp";
import { inChild } from "./inChild";

const sizes = [100, 1_000, 2_000];
/** The baseline of the largest size takes half a minute. */
const repetitions = 5;

benchmark("episodes", async () => {
  const app = generateApp("test/fixtures/apps/v4-js");
  try {
    const times = [];
    for (const size of sizes)
      times.push({ size, ...(await inChild({ app, shape: "in turn", size, repetitions }, "episodes")) });
    const growth = growthExponent(times.map(({ size, ours }) => ({ size, time: ours })));
    const baselineGrowth = growthExponent(times.map(({ size, baseline }) => ({ size, time: baseline })));
    const what = "each episode visited once, SDK 3.5.0";
    return times.map((one) => ({ what, ...one, growth, baselineGrowth, target: "at 2,000: ratio ≤ 0.02" }));
  } finally {
    fs.rmSync(app.root, { recursive: true });
  }
});

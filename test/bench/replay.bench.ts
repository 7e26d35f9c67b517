import fs from "node:fs";
import { benchmark, growthExponent, type Measured } from "../support/benchmark";
import { generateApp } from "../support/generatedApp";
import type { Shape } from "../support/generatedHistories";
import { inChild } from "./inChild";
import type { ReplayTask, ReplayTimes } from "./replayTask";

const sizes = [100, 1_000, 10_000];
const shapes: readonly Shape[] = ["in turn", "fan-out, one episode each", "fan-out, all in one episode"];
const sdks = [
  { version: "3.5.0", app: "test/fixtures/apps/v4-js", major: 3 },
  { version: "2.1.4", app: "test/fixtures/apps/v3-js", major: 2 },
] as const;

benchmark("replay", async () => {
  const measured: Measured[] = [];
  for (const sdk of sdks) {
    const app = generateApp(sdk.app, sdk.major);
    try {
      for (const shape of shapes) measured.push(...(await measureShape(app, shape, sdk.version)));
    } finally {
      fs.rmSync(app.root, { recursive: true });
    }
  }
  return measured;
});

async function measureShape(app: ReplayTask["app"], shape: Shape, version: string): Promise<Measured[]> {
  const times: (ReplayTimes & { readonly size: number })[] = [];
  for (const size of sizes) {
    const repetitions = size >= 10_000 ? 15 : 20_000 / size;
    times.push({ size, ...(await inChild({ app, shape, size, repetitions })) });
  }
  const growth = growthExponent(times.map(({ size, ours }) => ({ size, time: ours })));
  const baselineGrowth = growthExponent(times.map(({ size, baseline }) => ({ size, time: baseline })));
  return times.map((one) => ({
    what: `full replay, activities ${shape}, SDK ${version}`,
    ...one,
    growth,
    baselineGrowth,
    target: "ratio ≤ 1.5, growth as the baseline's",
  }));
}

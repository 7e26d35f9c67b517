export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Measured[]>;
}

/** Where the benchmarks of the bundle are found by `npm run bench`. */
interface Registry {
  benchmarks?: Benchmark[];
}

/** Declares a benchmark; files test/bench/<name>.bench.ts call it as test files call `describe`. */
export function benchmark(name: string, run: () => Promise<readonly Measured[]>): void {
  const registry = globalThis as Registry;
  registry.benchmarks = [...(registry.benchmarks ?? []), { name, run }];
}

export interface Measured {
  /** What was done, e.g. `full replay, 1,000 activities, SDK 3.5.0`. */
  readonly what: string;
  /** What grows: activities, episodes, rows. */
  readonly size: number;
  /** Median of at least 5 repetitions, in ms. Absent where the size is what counts. */
  readonly ours?: number;
  /** Median of the baseline in the same process, in ms. */
  readonly baseline?: number;
  /** Exponent of the growth over the sizes; 1 is linear. */
  readonly growth?: number;
  /** The same of the baseline: what nobody can do better who runs it. */
  readonly baselineGrowth?: number;
  /** In words, e.g. `ratio ≤ 1.5, growth ≤ 1.1`. */
  readonly target: string;
}

/** Medians in ms of the repetitions of two pieces of work, in turn, so that both meet the same noise of the machine. */
export async function medianTimes(
  repetitions: number,
  { baseline, ours }: { readonly baseline: TimedWork; readonly ours: TimedWork },
  warmUpMs = 0,
): Promise<{ readonly baseline: number; readonly ours: number }> {
  const times: { readonly baseline: number; readonly ours: number }[] = [];
  // What comes first warms up and does not count: one pair at least, and as many as `warmUpMs` takes.
  const end = performance.now() + warmUpMs;
  do {
    await baseline();
    await ours();
  } while (performance.now() < end);
  for (let done = 0; done < repetitions; done++) times.push({ baseline: await baseline(), ours: await ours() });
  return { baseline: median(times.map((one) => one.baseline)), ours: median(times.map((one) => one.ours)) };
}

/** Does the work once and says how many ms it took, without what had to be made ready. */
export type TimedWork = () => Promise<number>;

export async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Slope of the times over the sizes on logarithmic scales (least squares): 1 is linear, 2 quadratic. */
export function growthExponent(points: readonly { readonly size: number; readonly time: number }[]): number {
  const logs = points.map(({ size, time }) => [Math.log(size), Math.log(time)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const variance = logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return covariance / variance;
}

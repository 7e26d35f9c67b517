/**
 * `npm run bench [-- name…]`: runs the benchmarks of test/bench/*.bench.ts, writes test/bench/results.json and
 * results.md, and prints the table, which the README shows too. Each measures ours and the baseline in one go.
 */
import { createRequire } from "node:module";
import fs from "node:fs";
import { ensureBuilt, productBundles } from "./build.ts";
import { ensureFixtures } from "./apps.ts";
import { measureLaunch, measureStartUp } from "./benchInHost.ts";
import { runTool } from "./process.ts";
import { inRoot } from "./root.ts";
import type { Benchmark, Measured } from "../test/support/benchmark.ts";

const resultsFile = inRoot("test", "bench", "results.json");
const asked = process.argv.slice(2);

await ensureFixtures();
await ensureBuilt([...productBundles, "test-bench"]);
createRequire(import.meta.url)(inRoot("dist", "test", "bench.js"));
const inNode = (globalThis as { benchmarks?: readonly Benchmark[] }).benchmarks ?? [];
const benchmarks = [...inNode, { name: "launch", run: measureLaunch }, { name: "start-up", run: measureStartUp }];
const chosen = benchmarks.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (chosen.length === 0) {
  console.error(
    `No benchmark is called ${asked.join(", ")}. There are: ${benchmarks.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

const results: Record<string, readonly Measured[]> = asked.length > 0 ? earlierResults() : {};
for (const benchmark of chosen) {
  console.error(`Measuring ${benchmark.name} …`);
  results[benchmark.name] = await benchmark.run();
}
fs.writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
const table = markdownTable(results);
const written = [inRoot("test", "bench", "results.md"), resultsFile, inRoot("README.md")];
fs.writeFileSync(inRoot("test", "bench", "results.md"), table);
showInReadme(table);
await runTool("prettier/bin/prettier.cjs", ["--write", ...written]);
console.log(table);

function showInReadme(text: string): void {
  const readme = fs.readFileSync(inRoot("README.md"), "utf8");
  const marked = /(<!-- bench:start -->).*(<!-- bench:end -->)/s;
  fs.writeFileSync(
    inRoot("README.md"),
    readme.replace(marked, (_, start, end) => `${start}\n\n${text}\n${end}`),
  );
}

function earlierResults(): Record<string, readonly Measured[]> {
  if (!fs.existsSync(resultsFile)) return {};
  return JSON.parse(fs.readFileSync(resultsFile, "utf8")) as Record<string, readonly Measured[]>;
}

/** Times are medians in ms; the exponent says how the time grows with the size (1 is linear). */
function markdownTable(all: Readonly<Record<string, readonly Measured[]>>): string {
  const rows = Object.entries(all).flatMap(([name, measured]) =>
    measured.map(({ what, size, ours, baseline, growth, baselineGrowth, target }) => [
      name,
      what,
      size.toLocaleString("en"),
      cell(ours),
      cell(baseline),
      ours === undefined || baseline === undefined ? "–" : ratio(ours / baseline),
      cell(growth),
      cell(baselineGrowth),
      target,
    ]),
  );
  const header = ["bench", "what", "size", "ours (ms)", "baseline (ms)", "ratio", "growth", "of baseline", "target"];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line), ""].join("\n");
}

function cell(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(2);
}

/** A small one keeps its digits. */
function ratio(value: number): string {
  return value < 0.1 ? value.toPrecision(2) : value.toFixed(2);
}

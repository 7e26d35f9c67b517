import fs from "node:fs";
import type { Measured } from "../test/support/benchmark.ts";
import { findBrowser, whyNoBrowser } from "./browser.ts";
import { ensureBuilt, productBundles } from "./build.ts";
import { runInExtensionHost } from "./hostSuite.ts";
import { ensurePackage } from "./package.ts";
import { inRoot, root } from "./root.ts";

const limitMs = 10 * 60_000;
/** An extension starts once in an extension host, so each repetition has one of its own. */
const starts = 7;

/** The benchmark `launch`: measured inside an extension host, beside the editor's own debugger. */
export async function measureLaunch(): Promise<readonly Measured[]> {
  return (await measureInHost("launch")) as readonly Measured[];
}

interface Pair {
  readonly ours: number;
  readonly baseline: number;
}

/** The benchmark `start-up`: what the extension takes to activate, and how large it is. */
export async function measureStartUp(): Promise<readonly Measured[]> {
  const times: { readonly loading: Pair; readonly activate: Pair }[] = [];
  // The first start warms up and does not count.
  for (let done = 0; done <= starts; done++) times.push((await measureInHost("start-up")) as (typeof times)[number]);
  const medians = (what: "loading" | "activate") => {
    const counted = times.slice(1).map((one) => one[what]);
    return { ours: median(counted.map(({ ours }) => ours)), baseline: median(counted.map((one) => one.baseline)) };
  };
  await ensurePackage();
  const entry = kilobytes("dist/extension.js");
  return [
    {
      what: "load the entry bundle (size in KB); baseline js-debug",
      size: entry,
      ...medians("loading"),
      target: "size ≤ 250",
    },
    { what: "`activate()`; baseline js-debug", size: entry, ...medians("activate"), target: "≤ 50 ms" },
    { what: "the package, compressed (size in KB)", size: kilobytes("durable-toolkit.vsix"), target: "size ≤ 3,072" },
  ];
}

/** A twin of the benchmarks' own, whose files are no modules to a script. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function kilobytes(file: string): number {
  return Math.round(fs.statSync(inRoot(file)).size / 1024);
}

/** What the benchmark of that name in test/benchHost wrote. */
async function measureInHost(name: string): Promise<unknown> {
  const browser = await findBrowser();
  if (browser === undefined) throw new Error(whyNoBrowser);
  await ensureBuilt([...productBundles, "test-run", "test-benchHost"]);
  const measured = inRoot("test", "output", "results", `${name}.json`);
  fs.rmSync(measured, { force: true });
  const env = {
    TEST_SUITE: "benchHost",
    TEST_GREP: name,
    TEST_ROOT: root,
    TEST_RESULTS: inRoot("test", "output", "results", "benchHost.jsonl"),
    TEST_TIMEOUT: String(limitMs),
    TEST_MEASURED: measured,
  };
  const { ok, output } = await runInExtensionHost({ env, browser, limit: limitMs });
  if (!ok || !fs.existsSync(measured)) throw new Error(`Nothing was measured:\n${output}`);
  return JSON.parse(fs.readFileSync(measured, "utf8")) as unknown;
}

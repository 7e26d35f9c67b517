import fs from "node:fs";
import type { ResultLine, SuiteResults } from "../test/support/suites/results.ts";
import { findBrowser, whyNoBrowser } from "./browser.ts";
import { ensureBuilt, productBundles } from "./build.ts";
import { ensureFixtures } from "./apps.ts";
import { runInExtensionHost } from "./hostSuite.ts";
import { ensurePackage } from "./package.ts";
import { ensurePackedSample } from "./packedSample.ts";
import { run } from "./process.ts";
import type { Result, Section } from "./report.ts";
import { inRoot, root } from "./root.ts";

interface Suite {
  readonly name: string;
  /** Runs in a browser, directly or inside a workbench. */
  readonly browser: boolean;
  /** Needs the packaged extension. */
  readonly vsix: boolean;
  /** Milliseconds: for one test, and for all of them. */
  readonly testLimit: number;
  readonly limit: number;
}

const suites: readonly Suite[] = [
  { name: "unit", browser: false, vsix: false, testLimit: 20_000, limit: 10 * 60_000 },
  { name: "contract", browser: false, vsix: true, testLimit: 60_000, limit: 5 * 60_000 },
  { name: "adapter", browser: false, vsix: false, testLimit: 120_000, limit: 25 * 60_000 },
  { name: "host", browser: true, vsix: false, testLimit: 60_000, limit: 5 * 60_000 },
  { name: "e2e", browser: true, vsix: true, testLimit: 180_000, limit: 15 * 60_000 },
];

export const suiteNames = suites.map(({ name }) => name);

/** Builds what the suite needs and runs it in a process of its own; whatever goes wrong becomes a failed result. */
export async function runSuiteByName(name: string, grep?: string): Promise<Section> {
  const suite = suites.find((candidate) => candidate.name === name);
  if (!suite) throw new Error(`There is no suite ${name}.`);
  const files = testFiles(name);
  if (files.length === 0) return { name, results: [failure("has tests", `test/${name} holds no *.test.ts file.`)] };
  try {
    const browser = suite.browser ? await findBrowser() : "";
    if (browser === undefined) return { name, results: files.map((file) => skip(file, whyNoBrowser)) };
    await ensureFixtures();
    await ensureBuilt([...productBundles, "test-run", `test-${name}`]);
    if (suite.browser) await ensurePackedSample();
    if (suite.vsix) await ensurePackage();
    return { name, results: await runSuite(suite, browser, grep) };
  } catch (error) {
    return {
      name,
      results: [failure("runs", error instanceof Error ? (error.stack ?? error.message) : String(error))],
    };
  }
}

/** Fuzzers that run long take what they need. */
const longMode = process.env["FUZZ"] !== undefined;

async function runSuite(suite: Suite, browser: string, grep: string | undefined): Promise<Result[]> {
  const resultsFile = inRoot("test", "output", "results", `${suite.name}.jsonl`);
  fs.rmSync(resultsFile, { force: true });
  const env = {
    TEST_SUITE: suite.name,
    TEST_ROOT: root,
    TEST_RESULTS: resultsFile,
    TEST_TIMEOUT: String(suite.testLimit),
    TEST_BROWSER: browser,
    ...(grep === undefined ? {} : { TEST_GREP: grep }),
  };
  console.error(`Running ${suite.name} …`);
  const ran =
    suite.name === "host"
      ? await runInExtensionHost({ env, browser, limit: suite.limit })
      : await runInNode(env, longMode ? undefined : suite.limit);
  return judge(suite.name, ran, readResults(resultsFile), grep !== undefined);
}

function runInNode(env: Record<string, string>, limit: number | undefined) {
  const program = `require(${JSON.stringify(inRoot("dist", "test", "run.js"))}).run().then(() => process.exit(0), () => process.exit(1))`;
  return run(process.execPath, ["--enable-source-maps", "--eval", program], {
    env: { ...process.env, ...env },
    ...(limit !== undefined && { limit }),
  });
}

/** An exit code alone proves nothing: a suite passed when its results are complete and hold at least one test. */
function judge(
  name: string,
  ran: { ok: boolean; output: string },
  results: SuiteResults | undefined,
  filtered: boolean,
): Result[] {
  if (!results) return [failure("finishes", `The suite ended without results.\n${ran.output}`)];
  const found: Result[] = results.tests.map(({ file, title, state, duration, error }) => ({
    title: `${file}: ${title}`,
    state,
    duration,
    ...(error === undefined ? {} : { detail: error }),
  }));
  const anyFailed = found.some(({ state }) => state === "failed");
  if (!results.done) found.push(failure("finishes", whereItEnded(results, ran.output)));
  if (found.length === 0) found.push(failure("has tests", "No test ran."));
  if (!ran.ok && !anyFailed && results.done)
    found.push(failure("ends well", `All tests passed, yet the process failed.\n${ran.output}`));
  if (anyFailed && ran.output.trim()) console.log(`\nOutput of ${name}:\n${ran.output}`);
  if (filtered || !results.done) return found;
  const ranFiles = new Set(results.tests.map(({ file }) => file));
  const missing = testFiles(name).filter((file) => !ranFiles.has(file));
  return [...found, ...missing.map((file) => failure(file, "No test of this file ran."))];
}

function whereItEnded({ running }: SuiteResults, output: string): string {
  const place = running ? `while this ran: ${running.file}: ${running.title}` : "between two tests";
  return `The suite ended before its last test, ${place}.\n${output}`;
}

function readResults(file: string): SuiteResults | undefined {
  if (!fs.existsSync(file)) return undefined;
  return parseResults(fs.readFileSync(file, "utf8"));
}

/** What a suite has written so far; a last line may be cut off. */
function parseResults(text: string): SuiteResults {
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ResultLine);
  const tests = lines.flatMap((line) => ("ended" in line ? [line.ended] : []));
  const last = lines.at(-1);
  const running = last !== undefined && "begun" in last ? last.begun : undefined;
  return { tests, done: last !== undefined && "done" in last, ...(running && { running }) };
}

/** Paths below `test/`, with forward slashes. */
function testFiles(suite: string): string[] {
  const folder = inRoot("test", suite);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `${suite}/${file.replaceAll("\\", "/")}`);
}

function failure(title: string, detail: string): Result {
  return { title, state: "failed", duration: 0, detail };
}

function skip(title: string, detail: string): Result {
  return { title, state: "skipped", duration: 0, detail };
}

import fs from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { recordResults } from "./reporter";
import { trackFiles } from "./testFiles";

/**
 * Runs one suite in this process: the entry for plain Node and, under this name, for an extension host.
 * Environment: TEST_SUITE (its name), TEST_ROOT (the repository), TEST_RESULTS (file to write), TEST_GREP, TEST_TIMEOUT.
 */
export async function run(): Promise<void> {
  const { TEST_SUITE: suite, TEST_ROOT: root, TEST_RESULTS: resultsFile } = process.env;
  if (!suite || !root || !resultsFile) throw new Error("TEST_SUITE, TEST_ROOT and TEST_RESULTS have to be set.");
  const mocha = new Mocha({
    ui: "bdd",
    reporter: Mocha.reporters.Base,
    timeout: Number(process.env["TEST_TIMEOUT"] ?? 10_000),
    forbidOnly: process.env["CI"] === "true",
    ...(process.env["TEST_GREP"] ? { grep: process.env["TEST_GREP"] } : {}),
  });
  const files = trackFiles(mocha.suite);
  mocha.addFile(path.join(root, "dist", "test", `${suite}.js`));
  await mocha.loadFilesAsync();
  fs.mkdirSync(path.dirname(resultsFile), { recursive: true });
  fs.writeFileSync(resultsFile, "");
  const failures = await recordResults(mocha, files, (line) =>
    fs.appendFileSync(resultsFile, `${JSON.stringify(line)}\n`),
  );
  if (failures > 0) throw new Error(`${String(failures)} tests failed.`);
}

/**
 * `npm test`: the checks, then the suites; `npm test -- unit host` only some of them. Options: `--grep TEXT`,
 * `--verbose` (every test with its time). The last line is always `N passed, N failed, N skipped`.
 */
import { checks } from "./checks.ts";
import { readOptions } from "./options.ts";
import { reportSection } from "./report.ts";
import type { Section } from "./report.ts";
import { runSuiteByName, suiteNames } from "./suites.ts";

const names = ["checks", ...suiteNames];

const { values, positionals } = readOptions(
  { allowPositionals: true, options: { grep: { type: "string" }, verbose: { type: "boolean", default: false } } },
  `npm test -- [${names.join("] [")}] [--grep TEXT] [--verbose]`,
);

const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No suite is called ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
  process.exit(2);
}

const sections: Section[] = [];
for (const name of positionals.length > 0 ? positionals : names) {
  const found = name === "checks" ? await checks() : await runSuiteByName(name, values.grep);
  reportSection(found, values.verbose);
  sections.push(found);
}
process.exitCode = closeWith(sections);

/** Prints the last line. In CI nothing may be skipped: there, a skipped test is a test that nobody sees fail. */
function closeWith(all: readonly Section[]): number {
  const count = (state: string) =>
    all.flatMap(({ results }) => results).filter((result) => result.state === state).length;
  const [passed, failed, skipped] = [count("passed"), count("failed"), count("skipped")];
  const skippedInCi = process.env["CI"] === "true" && skipped > 0;
  if (skippedInCi) console.log("\nIn CI nothing may be skipped.");
  console.log(`\n${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);
  return failed > 0 || skippedInCi || passed === 0 ? 1 : 0;
}

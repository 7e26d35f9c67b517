export interface Result {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  /** Milliseconds. */
  readonly duration: number;
  /** Why it failed or was skipped. */
  readonly detail?: string;
}

/** One suite, or the checks. */
export interface Section {
  readonly name: string;
  readonly results: readonly Result[];
}

const SLOWEST_SHOWN = 5;
const SLOW_MS = 2_000;

/** Prints one line for the section, then what failed or was skipped and why. */
export function reportSection({ name, results }: Section, verbose: boolean): void {
  const total = results.reduce((sum, { duration }) => sum + duration, 0);
  const passed = results.filter(({ state }) => state === "passed");
  console.log(`\n${name}: ${String(passed.length)} of ${String(results.length)} passed in ${seconds(total)}`);
  const slow = [...passed].filter(({ duration }) => duration >= SLOW_MS).sort((a, b) => b.duration - a.duration);
  for (const { title, duration } of verbose ? passed : slow.slice(0, SLOWEST_SHOWN))
    console.log(`  ok    ${title} (${seconds(duration)})`);
  for (const { title, detail } of results.filter(({ state }) => state === "skipped"))
    console.log(`  skip  ${title}${detail === undefined ? "" : `: ${detail}`}`);
  for (const { title, detail } of results.filter(({ state }) => state === "failed"))
    console.log(`  FAIL  ${title}\n${indent(detail ?? "")}`);
}

function seconds(duration: number): string {
  return `${(duration / 1000).toFixed(1)} s`;
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, "        ");
}

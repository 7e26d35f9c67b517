/**
 * `npm run corpus -- <folder> --labels <folder> [--confirmed FILE] [--only TEXT]`: scores findings against labels made
 * by hand. The first folder holds the code as `<owner>+<repo>@<first 8 of commit>/<path>`, the second manifest.jsonl,
 * labels.jsonl and clean.jsonl. `--confirmed`: rows as of labels.jsonl, of findings without a label that a second reader
 * found to be right; no extras, and told apart in the totals. `--only`: of the misses and extras, those whose line
 * contains the text.
 */
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readCorpus } from "./corpusFiles.ts";
import { rulesOfKind } from "./corpusKinds.ts";
import { scoreOf, type Score, type Share, type Totals } from "./corpusScore.ts";
import type * as LintCorpus from "./lintCorpus.ts";
import { loadSource } from "./loadSource.ts";

const { values, positionals } = parseArgs({
  options: { labels: { type: "string" }, confirmed: { type: "string" }, only: { type: "string", default: "" } },
  allowPositionals: true,
});
const [folder] = positionals;
const isComplete =
  folder !== undefined &&
  values.labels !== undefined &&
  fs.existsSync(folder) &&
  fs.existsSync(path.join(values.labels, "labels.jsonl"));
if (!isComplete) {
  console.error(
    "usage: npm run corpus -- <folder with code> --labels <folder with labels.jsonl> [--confirmed FILE] [--only TEXT]",
  );
  process.exit(2);
}

const corpus = readCorpus(folder, values.labels ?? "", values.confirmed);
const { lintCorpus } = await loadSource<typeof LintCorpus>("scripts/lintCorpus.ts");
const { findings, crashes, seconds } = lintCorpus(corpus.files);
const score = scoreOf(corpus, findings);
print("Misses", missesOf(score));
print("Extras", extrasOf(score));
print("Kinds", kindsOf(score));
print("Rules", rulesOf(score));
print("Clean constructs flagged", cleanOf(score));
print("Crashes", crashes);
print("Totals", [
  `files           ${corpus.files.length} in ${seconds.toFixed(1)} s; not in the folder: ${corpus.missing.length}`,
  `violations      ${totalsText(score.violations)}`,
  `style           ${totalsText(score.style)}`,
  `per repository  recall ${percent(score.perRepository.recall)}, precision ${percent(score.perRepository.precision)} (means, violations)`,
  `clean flagged   ${score.flaggedClean.length} of ${corpus.clean.length} constructs`,
  `crashes         ${crashes.length}`,
]);

function missesOf({ misses }: Score): readonly string[] {
  return misses
    .map(({ file, line, kind, confidence, why }) => `${file}:${line} ${kind} (${confidence}) ${why}`)
    .filter((text) => text.includes(values.only));
}

function extrasOf({ extras }: Score): readonly string[] {
  return extras
    .map(({ file, finding: { place, rule, message, chain } }) => {
      const way = chain.map(({ label }) => label).join(" → ");
      return `${file.name}:${place.start.line} ${rule} ${message}${way && ` [${way}]`}`;
    })
    .filter((text) => text.includes(values.only));
}

function kindsOf({ kinds }: Score): readonly string[] {
  return kinds.map(({ kind, found, debatable }) => {
    const aside = debatable.whole ? ` (debatable: ${debatable.part} of ${debatable.whole})` : "";
    return `${kind.padEnd(32)}${shareText(found).padEnd(24)} → ${(rulesOfKind[kind] ?? ["no rule"]).join(", ")}${aside}`;
  });
}

function rulesOf({ rules }: Score): readonly string[] {
  return [...rules].map(([rule, precision]) => `${rule.padEnd(32)}precision ${shareText(precision)}`);
}

function cleanOf({ flaggedClean }: Score): readonly string[] {
  return flaggedClean.map(
    ({ construct, finding }) => `${construct.file}:${construct.line} ${finding.rule}: ${construct.why_clean}`,
  );
}

function totalsText({ recall, precision, confirmed }: Totals): string {
  const read = values.confirmed === undefined ? "" : `, with what was confirmed ${shareText(confirmed)}`;
  return `recall ${shareText(recall)}, precision ${shareText(precision)}${read}`;
}

function shareText({ part, whole }: Share): string {
  return `${part} of ${whole} (${percent(whole === 0 ? undefined : part / whole)})`;
}

function percent(value: number | undefined): string {
  return value === undefined ? "–" : `${(100 * value).toFixed(1)} %`;
}

function print(title: string, lines: readonly string[]): void {
  console.log(`\n${title}: ${lines.length}`.replace(/^(\nTotals): .*/, "$1"));
  for (const line of lines) console.log(`  ${line}`);
}

import path from "node:path";
import type { FindingSeverity, LintResult } from "../analysis/finding";
import { LineIndex } from "../base/lineIndex";
import { readArguments, usage } from "./arguments";
import type { Command } from "./command";
import type { LintedPaths } from "./lintPaths";
import { lintSarif } from "./lintSarif";
import { lintGithub, lintJson, lintPretty } from "./lintText";
import type { RulePages } from "./rulePages";
import { painter, printable, type Paint } from "./terminal";

const options = {
  format: { type: "string", default: "pretty" },
  "max-warnings": { type: "string" },
  rule: { type: "string", multiple: true },
  fix: { type: "boolean", default: false },
  "follow-packages": { type: "boolean", default: false },
} as const;

interface Shown extends LintedPaths {
  readonly rulePage: RulePages;
  /** Of a file as it is now. */
  readonly linesOf: (file: string) => LineIndex;
}

type Format = (result: LintResult, cwd: string, paint: Paint, shown: Shown) => string;
type Environment = Readonly<Record<string, string | undefined>>;
const formats: Readonly<Record<string, Format>> = {
  pretty: lintPretty,
  json: lintJson,
  sarif: (result, cwd, _paint, shown) => lintSarif(result, cwd, shown),
  github: lintGithub,
};

export const lintCommand: Command = {
  name: "lint",
  summary: "what a replay cannot repeat, and what in the set-up of an app does not fit",
  help: `[paths] [--format pretty|json|sarif|github] [--rule ID=SEVERITY] [--fix]
               [--max-warnings N] [--follow-packages]

  paths               files, folders or patterns; default: the working folder
  --format FORMAT     pretty for people, json: one array, sarif, github: annotations of a workflow
  --max-warnings N    exit code 1 also for more than N warnings; default: no limit
  --rule ID=SEVERITY  error, warning, info, hint or off for one rule; may be repeated
  --fix               fix what can be fixed without a question: clocks, ids, awaited tasks
  --follow-packages   read the code of packages too, not the table of known ones alone

Exit code 0; 1: an error, or too many warnings; 2: usage.`,
  async run(args, { files, sources, environment, cwd, terminal, lintPaths, rulePage }, signal) {
    const { values, positionals } = readArguments(args, options);
    const format = formats[values.format];
    if (!format) throw usage(`--format takes ${Object.keys(formats).join(", ")}, not "${values.format}".`);
    const maximalWarnings = readWarnings(values["max-warnings"]);
    const linted = await lintPaths(
      {
        paths: positionals.map((each) => path.resolve(cwd, each)),
        cwd,
        rules: values.rule ?? [],
        followPackages: values["follow-packages"],
        fix: values.fix,
      },
      { files, environment },
      signal,
    );
    const { result, fixCount, fileCount } = linted;
    if (values.fix) terminal.error(`Fixed ${countText(fixCount, "place")} in ${countText(fileCount, "file")}.\n`);
    for (const { file, reason } of result.leftOut)
      terminal.error(printable(`${path.relative(cwd, file)}: left out, ${reason}\n`));
    for (const { file, line } of result.damaged)
      terminal.error(
        printable(`${path.relative(cwd, file)}:${line}: does not parse; what stands around it was checked\n`),
      );
    const linesOf = (file: string) => new LineIndex(sources().read(file) ?? "");
    const base = values.format === "github" ? repositoryOf(cwd, environment) : cwd;
    terminal.out(format(result, base, painter(terminal.hasColours), { ...linted, rulePage, linesOf }));
    const count = (severity: FindingSeverity) => result.findings.filter((each) => each.severity === severity).length;
    return count("error") > 0 || count("warning") > maximalWarnings ? 1 : 0;
  },
};

/** GitHub finds files from the folder of the checkout, wherever in it a step works. */
function repositoryOf(cwd: string, { GITHUB_WORKSPACE }: Environment): string {
  const isInside = GITHUB_WORKSPACE && !path.relative(GITHUB_WORKSPACE, cwd).startsWith("..");
  return isInside ? GITHUB_WORKSPACE : cwd;
}

function readWarnings(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d{1,9}$/.test(text)) throw usage(`--max-warnings takes a whole number, not "${text}".`);
  return Number(text);
}

function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

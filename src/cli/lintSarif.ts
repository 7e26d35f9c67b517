import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ChainLink, CodeFix, Finding, FindingSeverity, LintResult } from "../analysis/finding";
import type { RuleMeta } from "../analysis/rule";
import type { LineIndex } from "../base/lineIndex";
import type { SourcePlace } from "../base/sourcePlace";
import type { RulePages } from "./rulePages";

const levels = { error: "error", warning: "warning", info: "note", hint: "note" } as const satisfies Record<
  FindingSeverity,
  string
>;
const sourceRoot = "%SRCROOT%";

interface Known {
  readonly rules: readonly RuleMeta[];
  readonly rulePage: RulePages;
  readonly linesOf: (file: string) => LineIndex;
}

/** SARIF 2.1.0; the way to a finding is a code flow. Files below `cwd` are named from there. */
export function lintSarif(
  { findings, leftOut, damaged }: LintResult,
  cwd: string,
  { rules, rulePage, linesOf }: Known,
): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "durable-toolkit", rules: rules.map((each) => descriptorOf(each, rulePage)) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [sourceRoot]: { uri: pathToFileURL(path.join(cwd, path.sep)).href } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...leftOut.map(({ file, reason }) => noteOn(artifactOf(file, cwd), `Left out: ${reason}.`)),
              ...damaged.map(({ file, line }) =>
                noteOn(artifactOf(file, cwd), `Line ${line} does not parse; what stands around it was checked.`),
              ),
            ],
          },
        ],
        results: findings.map((finding) => ({
          ...resultOf(finding, cwd, rules),
          ...(finding.fix && { fixes: [fixOf(finding.fix, cwd, linesOf(finding.fix.file))] }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function noteOn(artifactLocation: ReturnType<typeof artifactOf>, text: string) {
  return { level: "note", message: { text }, locations: [{ physicalLocation: { artifactLocation } }] };
}

/** The page of a rule is its help (3.49.13), and what the page says first its full description. */
function descriptorOf({ docs, severity }: RuleMeta, rulePage: RulePages) {
  const page = rulePage(docs.id);
  const why = page === undefined ? undefined : /^## Why\n\n(.+)$/m.exec(page)?.[1];
  return {
    id: docs.id,
    shortDescription: { text: docs.description },
    ...(why !== undefined && { fullDescription: { text: why } }),
    ...(page !== undefined && { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: levels[severity] },
    ...(docs.aka !== undefined && { properties: { aka: docs.aka } }),
  };
}

function resultOf({ rule, severity, message, place, sink, chain }: Finding, cwd: string, rules: readonly RuleMeta[]) {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ docs }) => docs.id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [locationOf(place, cwd)],
    ...(chain.length > 0 && { codeFlows: [{ threadFlows: [{ locations: flowOf(chain, sink, message, cwd) }] }] }),
  };
}

function flowOf(chain: readonly ChainLink[], sink: SourcePlace, message: string, cwd: string) {
  const steps = [
    ...chain.map(({ place, label }) => ({ place, text: `calls ${label}` })),
    { place: sink, text: message },
  ];
  return steps.map(({ place, text }) => ({ location: { ...locationOf(place, cwd), message: { text } } }));
}

/** By line and column: what counts as a character of an offset, readers do not agree about. */
function fixOf({ title, file, edits }: CodeFix, cwd: string, lines: LineIndex) {
  const replacements = edits.map(({ range, text }) => ({
    deletedRegion: regionOf(lines.place(file, range)),
    insertedContent: { text },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: artifactOf(file, cwd), replacements }] };
}

function locationOf(place: SourcePlace, cwd: string) {
  return { physicalLocation: { artifactLocation: artifactOf(place.file, cwd), region: regionOf(place) } };
}

function regionOf({ start, end }: SourcePlace) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifactOf(file: string, cwd: string) {
  const relative = path.relative(cwd, file);
  if (relative.split(path.sep)[0] === ".." || path.isAbsolute(relative)) return { uri: pathToFileURL(file).href };
  return { uri: relative.split(path.sep).map(encodeURIComponent).join("/"), uriBaseId: sourceRoot };
}

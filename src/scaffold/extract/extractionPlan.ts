import { parsed, type Parsed } from "../../base/parsed";
import { baseName, parentOf } from "../../base/paths";
import type { ProjectFacts } from "../facts";
import type { NewFile, Plan } from "../plan";
import { planFunction } from "../planFunction";
import type { Extraction } from "./extraction";

export interface ExtractionTarget {
  readonly file: string;
  readonly text: string;
  /** Of the activity. */
  readonly name: string;
}

/** The changes that an extraction comes to: in model v4 in the orchestrator's own file, in v3 with a new folder. */
export function planExtraction(
  target: ExtractionTarget,
  extraction: Extraction,
  facts: ProjectFacts,
): Parsed<Plan | undefined> {
  const planned = planFunction({ kind: "activity", name: target.name, model: modelOf(extraction, facts) }, facts);
  if (!planned.value) return planned;
  if (modelOf(extraction, facts) === "v3") return inFolder(target, extraction, facts, planned.value);
  const { commands } = planned.value;
  return parsed({ ...inSameFile(target, extraction, facts), commands });
}

/** The model in which an extracted activity is registered. */
export function modelOf({ registrar }: Extraction, { models: [most] }: ProjectFacts): "v3" | "v4" {
  return registrar?.endsWith("app") && most === "v4" ? "v4" : most;
}

function inSameFile(
  { file, text, name }: ExtractionTarget,
  { call, parameter, body, registrar }: Extraction,
  facts: ProjectFacts,
) {
  const { indent, quote, semicolons } = facts.style;
  const statementEnd = semicolons ? ";" : "";
  const registration = [
    `${registrar ?? "df.app"}.activity(${quote}${name}${quote}, {`,
    `${indent}handler: async (${parameter}) => {`,
    body,
    `${indent}},`,
    `})${statementEnd}`,
  ].join("\n");
  const isApart = text.endsWith("\n") ? "\n" : "\n\n";
  const sdk = `${quote}durable-functions${quote}`;
  const isModule = facts.language === "typescript" || facts.moduleSystem === "module";
  const imported = isModule ? `import * as df from ${sdk}` : `const df = require(${sdk})`;
  const head = registrar === undefined ? `${imported}${statementEnd}\n` : "";
  const edits = [
    ...(head ? [{ range: { start: 0, end: 0 }, text: head }] : []),
    { range: call.range, text: call.text },
    { range: { start: text.length, end: text.length }, text: `${isApart}${registration}\n` },
  ].map((edit) => ({ ...edit, text: withLineEnds(edit.text, text) }));
  const added = (edits[0]?.range.end === 0 ? edits[0].text.length : 0) + call.range.start;
  const start = added + withLineEnds(call.text, text).indexOf(name);
  return { files: [], edits: [{ file, edits }], notes: [], open: { file, range: { start, end: start + name.length } } };
}

function inFolder(
  { file, text, name }: ExtractionTarget,
  extraction: Extraction,
  facts: ProjectFacts,
  planned: Plan,
): Parsed<Plan | undefined> {
  const [own] = extraction.ofFile;
  if (own !== undefined) {
    const message = `The selection uses ${own}, which is declared in ${baseName(file)}: move it to a file of its own first, from which the activity can import it.`;
    return parsed(undefined, [{ code: "extract-own-declaration", severity: "error", message, place: file }]);
  }
  const code = activityCode(extraction, baseName(parentOf(file)), facts);
  const files = planned.files.map((one): NewFile =>
    one.file.endsWith(".json") ? one : { file: one.file, text: code },
  );
  const call = { range: extraction.call.range, text: withLineEnds(extraction.call.text, text) };
  const start = call.range.start + call.text.indexOf(name);
  return parsed({
    ...planned,
    files,
    edits: [...planned.edits, { file, edits: [call] }],
    open: { file, range: { start, end: start + name.length } },
  });
}

/** @param from folder of the code that imports were written for; the activity's folder lies beside it */
function activityCode({ parameter, body, imports }: Extraction, from: string, facts: ProjectFacts): string {
  const { language, moduleSystem, style } = facts;
  const isTyped = language === "typescript";
  const isModule = isTyped || moduleSystem === "module";
  const end = style.semicolons ? ";" : "";
  const quoted = `${style.quote}@azure/functions${style.quote}`;
  const parameters = [isTyped ? "_context: Context" : "_context", ...(parameter ? [parameter] : [])].join(", ");
  const head = [
    ...(isTyped ? [`import type { Context } from ${quoted}${end}`] : []),
    ...imports.map((text) => text.replace(/(["'])\.\/(?=[^"']*\1)/, `$1../${from}/`)),
  ];
  const lines = [
    ...(head.length ? [...head, ""] : []),
    `${isModule ? "export default" : "module.exports ="} async function (${parameters}) {`,
    body,
    isModule ? "}" : `}${end}`,
    "",
  ];
  return withLineEnds(lines.join("\n"), facts.style.lineEnd);
}

/** @param like a text with the line ends that are wanted */
function withLineEnds(text: string, like: string): string {
  return text.replace(/\r?\n/g, like.includes("\r\n") ? "\r\n" : "\n");
}

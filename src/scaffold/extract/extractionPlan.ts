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
  const registration = [
    `${registrar ?? "df.app"}.activity(${quote}${name}${quote}, {`,
    `${indent}handler: async (${parameter}) => {`,
    body,
    `${indent}},`,
    `})${semicolons ? ";" : ""}`,
  ].join("\n");
  const isApart = text.endsWith("\n") ? "\n" : "\n\n";
  const end = { start: text.length, end: text.length };
  const edits = [
    { range: call.range, text: call.text },
    { range: end, text: `${isApart}${registration}\n` },
  ];
  const start = call.range.start + call.text.indexOf(name);
  return {
    files: [],
    edits: [{ file, edits: edits.map((edit) => ({ ...edit, text: withLineEnds(edit.text, facts) })) }],
    notes: [],
    open: { file, range: { start, end: start + name.length } },
  };
}

function inFolder(
  { file, name }: ExtractionTarget,
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
  const start = extraction.call.range.start + extraction.call.text.indexOf(name);
  const call = { range: extraction.call.range, text: withLineEnds(extraction.call.text, facts) };
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
  return withLineEnds(lines.join("\n"), facts);
}

function withLineEnds(text: string, { style: { lineEnd } }: ProjectFacts): string {
  return text.replace(/\r?\n/g, lineEnd);
}

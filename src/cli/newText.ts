import path from "node:path";
import { LineIndex } from "../base/lineIndex";
import { withEdits, type FileEdits, type Plan } from "../scaffold/plan";
import type { Paint } from "./terminal";

/** Texts that a plan changes, as they are before: by file. */
export type TextsBefore = ReadonlyMap<string, string>;

export interface PlanTextOptions {
  readonly cwd: string;
  readonly paint: Paint;
  /** Given: the new texts are shown, too. */
  readonly before?: TextsBefore;
}

/** A plan for people: what is created and changed, what to know, what to run. */
export function planText(plan: Plan, { cwd, paint, before }: PlanTextOptions): string {
  const shown = (file: string) => path.relative(cwd, file);
  const lines = [
    ...plan.files.map(({ file }) => `${paint("green", "new")}     ${shown(file)}`),
    ...plan.edits.map(({ file }) => `${paint("yellow", "change")}  ${shown(file)}`),
    ...plan.notes.map((note) => `${paint("dim", "note")}    ${note}`),
    ...plan.commands.map(({ command, args }) => `${paint("blue", "run")}     ${[command, ...args].join(" ")}`),
  ];
  const texts = before
    ? [...plan.files, ...plan.edits.map((each) => ({ ...each, text: textAfter(each, before) }))]
    : [];
  return `${lines.join("\n")}\n${texts.map(({ file, text }) => `\n${paint("bold", shown(file))}\n${text}`).join("")}`;
}

/** One object: the plan, and whether it was written; lines and columns from 1, and changed files with their new text. */
export function planJson(plan: Plan, before: TextsBefore, isWritten: boolean): string {
  const text = plan.files.find(({ file }) => file === plan.open.file)?.text ?? "";
  const open = { file: plan.open.file, ...new LineIndex(text).positionAt(plan.open.range.start) };
  const edits = plan.edits.map((each) => changesOf(each, before));
  return `${JSON.stringify({ written: isWritten, ...plan, edits, open })}\n`;
}

function changesOf(changed: FileEdits, before: TextsBefore) {
  const { file, edits } = changed;
  const lines = new LineIndex(before.get(file) ?? "");
  const places = edits.map(({ range, text }) => {
    const end = lines.positionAt(range.end);
    return { ...lines.positionAt(range.start), endLine: end.line, endColumn: end.column, text };
  });
  return { file, text: textAfter(changed, before), edits: places };
}

function textAfter({ file, edits }: FileEdits, before: TextsBefore): string {
  return withEdits(before.get(file) ?? "", edits);
}

import path from "node:path";
import { LineIndex } from "../base/lineIndex";
import type { Plan } from "../scaffold/plan";
import type { Paint } from "./terminal";

/** A plan for people: what is created and changed, what to know, what to run. With `withTexts`, the new texts too. */
export function planText(plan: Plan, cwd: string, paint: Paint, withTexts: boolean): string {
  const shown = (file: string) => path.relative(cwd, file);
  const lines = [
    ...plan.files.map(({ file }) => `${paint("green", "new")}     ${shown(file)}`),
    ...plan.edits.map(({ file }) => `${paint("yellow", "change")}  ${shown(file)}`),
    ...plan.notes.map((note) => `${paint("dim", "note")}    ${note}`),
    ...plan.commands.map(({ command, args }) => `${paint("blue", "run")}     ${[command, ...args].join(" ")}`),
  ];
  const texts = withTexts ? plan.files.map(({ file, text }) => `\n${paint("bold", shown(file))}\n${text}`) : [];
  return `${lines.join("\n")}\n${texts.join("")}`;
}

/** One object: the plan, and whether it was written; the place to begin at as line and column from 1. */
export function planJson(plan: Plan, isWritten: boolean): string {
  const text = plan.files.find(({ file }) => file === plan.open.file)?.text ?? "";
  const open = { file: plan.open.file, ...new LineIndex(text).positionAt(plan.open.range.start) };
  return `${JSON.stringify({ written: isWritten, ...plan, open })}\n`;
}

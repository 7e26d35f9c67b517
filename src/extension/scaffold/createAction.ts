import * as vscode from "vscode";
import { commandId } from "../../contributions/commands";
import { inputTypeOf } from "../../scaffold/inputType";
import type { ScaffoldKind } from "../../scaffold/request";
import type { NewFunctionArgument } from "../commands/newFunction";

/** Of the code behind a name, what is looked at to tell what an activity is handed, in characters. */
const lookAhead = 2_000;

/** Creates the function that a call names and the app does not have; undefined where the name is no plain text. */
export function createAction(
  rule: string,
  document: vscode.TextDocument,
  range: vscode.Range,
): vscode.CodeAction | undefined {
  const method = methodBefore(document, range.start);
  const kind = kindFor(rule, method);
  const name = /^(["'`])([A-Za-z][\w-]*)\1$/.exec(document.getText(range))?.[2];
  if (!kind || name === undefined) return undefined;
  const inputType = kind === "activity" ? inputTypeOf(textBehind(document, range), retries(method)) : undefined;
  const known: NewFunctionArgument = {
    near: document.uri.fsPath,
    kind,
    name,
    ...(inputType !== undefined && { inputType }),
  };
  const title = `Create ${words[kind]} '${name}'`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: commandId("newFunction"), arguments: [known] };
  return action;
}

const words = {
  activity: "activity",
  orchestrator: "orchestrator",
  subOrchestrator: "sub-orchestrator",
  entity: "entity",
} as const;

function kindFor(rule: string, method: string): Exclude<ScaffoldKind, "client"> | undefined {
  if (rule === "unknown-activity") return "activity";
  if (rule === "unknown-entity") return "entity";
  if (rule !== "unknown-orchestrator") return undefined;
  return method.startsWith("callSubOrchestrator") ? "subOrchestrator" : "orchestrator";
}

/** What is called with the name: `callActivityWithRetry`. */
function methodBefore(document: vscode.TextDocument, name: vscode.Position): string {
  const before = document.getText(new vscode.Range(new vscode.Position(Math.max(name.line - 1, 0), 0), name));
  return /([\w$]+)\s*(?:<[^()]*>)?\s*\(\s*$/.exec(before)?.[1] ?? "";
}

function retries(method: string): number {
  return method.endsWith("WithRetry") ? 1 : 0;
}

function textBehind(document: vscode.TextDocument, { end }: vscode.Range): string {
  return document.getText(new vscode.Range(end, document.positionAt(document.offsetAt(end) + lookAhead)));
}

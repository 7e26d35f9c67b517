import * as path from "node:path";
import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import type { Extraction } from "../../scaffold/extract/extraction";
import { modelOf, planExtraction } from "../../scaffold/extract/extractionPlan";
import type { ProjectFacts } from "../../scaffold/facts";
import { freeName, nameProblem } from "../../scaffold/names";
import { pickApp } from "../apps/pickApp";
import type { LintClient } from "../diagnostics/lintClient";
import { Cancelled } from "../progress";
import { applyPlan, openPlanned } from "../scaffold/applyPlan";
import { askForExtraction } from "../scaffold/extractActions";
import { statedType } from "../scaffold/statedType";
import type { Services } from "../services";
import { problemError, readFacts } from "./newFunction";

/** Extract to activity…: what the selection reads becomes the input, what is read of it afterwards the result. */
export async function extractActivity(argument: unknown, { apps }: Services, client: LintClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor && argument instanceof vscode.Range) editor.selection = new vscode.Selection(argument.start, argument.end);
  if (!editor || editor.selection.isEmpty) throw nothingSelected();
  const { document, selection } = editor;
  const facts = await readFacts(
    await pickApp(apps, path.dirname(document.uri.fsPath), "Function app to add to"),
    client,
  );
  const seen = await extracted(client, document, selection, {});
  const name = await askForName(facts);
  const types = await typesOf(seen, document);
  const indent = facts.style.indent.repeat(modelOf(seen, facts) === "v4" ? 2 : 1);
  const extraction = await extracted(client, document, selection, { name, style: facts.style, indent, types });
  const target = { file: document.uri.fsPath, text: document.getText(), name };
  const { value: plan, problems } = planExtraction(target, extraction, facts);
  if (!plan) throw problemError(problems[0]);
  await applyPlan(plan, `Extract to activity ${name}`, facts.root);
  await openPlanned(plan);
}

async function extracted(
  client: LintClient,
  document: vscode.TextDocument,
  selection: vscode.Range,
  more: Parameters<typeof askForExtraction>[3],
): Promise<Extraction> {
  const found = await askForExtraction(client, document, selection, more);
  if (!found) throw nothingSelected();
  if (found.kind === "refused") throw new ToolkitError("usage", found.reason);
  return found;
}

function nothingSelected(): ToolkitError {
  return new ToolkitError("usage", "Select statements or an expression of an orchestrator, then extract them again.");
}

async function askForName(facts: ProjectFacts): Promise<string> {
  const value = freeName("newActivity", facts);
  const name = await vscode.window.showInputBox({
    title: "Extract to Activity",
    prompt: "Name of the activity, as it is registered",
    value,
    valueSelection: [0, value.length],
    validateInput: (text) => nameProblem(text, facts),
  });
  if (name === undefined) throw new Cancelled();
  return name;
}

async function typesOf({ untyped }: Extraction, document: vscode.TextDocument): Promise<Record<string, string>> {
  if (!document.languageId.startsWith("typescript")) return {};
  const found = await Promise.all(
    untyped.map(async ({ name, offset }) => [name, await statedType(document, offset)] as const),
  );
  return Object.fromEntries(found.filter((each): each is readonly [string, string] => each[1] !== undefined));
}

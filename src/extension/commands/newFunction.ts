import * as path from "node:path";
import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { takenBy } from "../../analysis/names/takenBy";
import type { Problem } from "../../base/parsed";
import { kinds } from "../../scaffold/choices";
import type { ProjectFacts } from "../../scaffold/facts";
import type { OfferedCommand, Plan } from "../../scaffold/plan";
import { planFunction } from "../../scaffold/planFunction";
import { readProjectFacts } from "../../scaffold/readFacts";
import type { ScaffoldKind } from "../../scaffold/request";
import { pickApp } from "../apps/pickApp";
import { runInTerminal } from "../builds/buildTask";
import type { LintClient } from "../diagnostics/lintClient";
import type { NextStep } from "../nextSteps";
import { withPatience } from "../progress";
import { inform } from "../report";
import { applyPlan, openPlanned } from "../scaffold/applyPlan";
import { askForFunction, type KnownRequest } from "../scaffold/askForFunction";
import { documentFiles } from "../scaffold/documentFiles";
import type { Services } from "../services";
import { fileOf } from "./target";

/** What a quick fix hands to the command. */
export interface NewFunctionArgument extends KnownRequest {
  /** Any file of the app. */
  readonly near: string;
}

/** Durable Functions: New…: one kind, one name, and a file that runs. */
export async function newFunction(argument: unknown, { apps }: Services, client: NameIndex): Promise<void> {
  const known = knownOf(argument);
  const near = known?.near ?? fileOf(argument);
  const root = await pickApp(apps, near === undefined ? undefined : path.dirname(near), "Function app to add to");
  const facts = await withPatience("Looking at the app", () => readFacts(root, client));
  throwFirst(facts.problems);
  const request = await askForFunction(facts, known ?? {});
  const { value: plan, problems } = planFunction(request, facts);
  if (!plan) throw problemError(problems[0]);
  await applyPlan(plan, `New ${labelOf(request.kind)} ${request.name}`, root);
  await openPlanned(plan);
  report(plan, request.name);
}

/** What the check knows of functions; undefined while it is off. */
export type NameIndex = Pick<LintClient, "ask">;

/** Facts of the app as the user has set it up, and as the editor holds its files. */
export async function readFacts(root: string, client: NameIndex): Promise<ProjectFacts> {
  const functionFolder = vscode.workspace
    .getConfiguration("azureFunctions", vscode.Uri.file(root))
    .get<string>("functionSubpath");
  const index = await client.ask("functions", { root });
  return readProjectFacts(documentFiles, root, {
    ...(functionFolder !== undefined && { functionFolder }),
    ...(index && { index: takenBy(index) }),
  });
}

function knownOf(argument: unknown): NewFunctionArgument | undefined {
  if (typeof argument !== "object" || argument === null || !("near" in argument)) return undefined;
  return argument as NewFunctionArgument;
}

function labelOf(kind: ScaffoldKind): string {
  return kinds.find(({ id }) => id === kind)?.label.toLowerCase() ?? kind;
}

function throwFirst(problems: readonly Problem[]): void {
  if (problems.length) throw problemError(problems[0]);
}

/** A problem of a plan, with its place where that is a file. */
export function problemError(problem: Problem | undefined): ToolkitError {
  return new ToolkitError("usage", problem?.message ?? "Nothing can be added here.", {
    ...(problem && path.isAbsolute(problem.place) && { place: { file: problem.place } }),
  });
}

/** What else there is to know or to do; nothing for a function that runs as it is. */
function report({ notes, commands }: Plan, name: string): void {
  if (!notes.length && !commands.length) return;
  inform([`${name} was added.`, ...notes].join(" "), commands.map(stepOf));
}

function stepOf({ title, command, args, folder }: OfferedCommand): NextStep {
  return { title, run: () => runInTerminal(title, [command, ...args].join(" "), folder) };
}

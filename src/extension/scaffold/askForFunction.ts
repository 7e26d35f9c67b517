import * as vscode from "vscode";
import {
  clientJobs,
  clientTriggers,
  entityPatterns,
  kinds,
  orchestratorPatterns,
  type Choice,
} from "../../scaffold/choices";
import type { Language, Model, ProjectFacts } from "../../scaffold/facts";
import { freeName, nameProblem } from "../../scaffold/names";
import type { ClientJob, ClientTrigger, FunctionRequest, ScaffoldKind } from "../../scaffold/request";
import { Cancelled } from "../progress";

/** What is known before anything is asked: from a quick fix, say. */
export interface KnownRequest {
  readonly kind?: ScaffoldKind;
  readonly name?: string;
  readonly inputType?: string;
}

type Unnamed = FunctionRequest extends infer One ? (One extends FunctionRequest ? Omit<One, "name"> : never) : never;

const title = "New Durable Function";

/** Asks for one kind, one pattern or trigger, and one name; for nothing that can be seen in the app. */
export async function askForFunction(facts: ProjectFacts, known: KnownRequest): Promise<FunctionRequest> {
  const kind = known.kind ?? (await pick(kinds, "What is to be added?"));
  const detail = await askForDetail(kind, facts, known);
  const code = await askForCode(facts);
  const name = known.name ?? (await askForName(kind, facts));
  return { ...detail, ...code, name };
}

async function askForDetail(kind: ScaffoldKind, facts: ProjectFacts, { inputType }: KnownRequest): Promise<Unnamed> {
  switch (kind) {
    case "orchestrator":
      return { kind, pattern: await pick(orchestratorPatterns, "The pattern that it begins with") };
    case "entity":
      return { kind, pattern: await pick(entityPatterns, "What it holds") };
    case "client":
      return { kind, ...(await askForClient(facts)) };
    case "activity":
      return { kind, ...(inputType !== undefined && { inputType }) };
    case "subOrchestrator":
      return { kind };
  }
}

interface Client {
  readonly job: ClientJob;
  readonly trigger?: ClientTrigger;
  readonly target?: string;
}

/** One list: what starts an orchestrator by its trigger, then what else answers HTTP requests. */
async function askForClient(facts: ProjectFacts): Promise<Client> {
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const starters = clientTriggers.map((one) => ({
    ...itemOf(one),
    client: starter(one.id),
  }));
  const others = clientJobs
    .filter(({ id }) => id !== "start")
    .map((one) => ({ ...itemOf(one), client: other(one.id) }));
  const items = [heading("Starts an orchestrator"), ...starters, heading("Speaks with what runs, by HTTP"), ...others];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: "What makes it run",
    matchOnDescription: true,
  });
  if (!picked || !("client" in picked)) throw new Cancelled();
  const { client } = picked;
  if (client.job !== "start" && client.job !== "entity") return client;
  const target = await askForTarget(facts, client.job);
  return { ...client, ...(target !== undefined && { target }) };
}

function starter(trigger: ClientTrigger): Client {
  return { job: "start", trigger };
}

function other(job: ClientJob): Client {
  return { job };
}

/** Undefined: the app has none yet, or one only. */
async function askForTarget({ takenNames }: ProjectFacts, job: ClientJob): Promise<string | undefined> {
  const wanted = job === "entity" ? "entity" : "orchestration";
  const names = takenNames.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  if (names.length < 2) return names[0];
  const placeHolder = job === "entity" ? "The entity that it speaks with" : "The orchestrator that it starts";
  const picked = await vscode.window.showQuickPick(names, { title, placeHolder });
  if (picked === undefined) throw new Cancelled();
  return picked;
}

const modelChoices: Readonly<Record<Model, Choice<Model>>> = {
  v4: { id: "v4", label: "Model v4", description: "Registered in code: df.app.orchestration(…)" },
  v3: { id: "v3", label: "Model v3", description: "A folder with function.json for each function" },
};
const languageChoices: readonly Choice<Language>[] = [
  { id: "typescript", label: "TypeScript", description: "With types of inputs and results" },
  { id: "javascript", label: "JavaScript", description: "Without a build" },
];

async function askForCode({ models, seen }: ProjectFacts): Promise<{ model?: Model; language?: Language }> {
  const others = (["v4", "v3"] as const).filter((model) => !seen.model && !models.includes(model));
  const offered = [...models, ...others];
  const model =
    offered.length > 1
      ? await pick(
          offered.map((one) => modelChoices[one]),
          "The programming model",
        )
      : undefined;
  const language = seen.language ? undefined : await pick(languageChoices, "The language");
  return { ...(model && { model }), ...(language && { language }) };
}

async function askForName(kind: ScaffoldKind, facts: ProjectFacts): Promise<string> {
  const { defaultName, label } = kinds.find(({ id }) => id === kind) ?? { defaultName: "run", label: kind };
  const value = freeName(defaultName, facts);
  const name = await vscode.window.showInputBox({
    title,
    prompt: `Name of the ${label.toLowerCase()}, as it is registered`,
    value,
    valueSelection: [0, value.length],
    validateInput: (text) => nameProblem(text, facts),
  });
  if (name === undefined) throw new Cancelled();
  return name;
}

async function pick<T extends string>(choices: readonly Choice<T>[], placeHolder: string): Promise<T> {
  const items = choices.map((choice) => ({ ...itemOf(choice), id: choice.id }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (!picked) throw new Cancelled();
  return picked.id;
}

function itemOf({ label, description }: Choice<string>): { readonly label: string; readonly description: string } {
  return { label, description };
}

import path from "node:path";
import { ToolkitError } from "../base/errors";
import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { clientJobs, clientTriggers, entityPatterns, kinds, orchestratorPatterns } from "../scaffold/choices";
import type { Plan } from "../scaffold/plan";
import { planFunction } from "../scaffold/planFunction";
import { readProjectFacts } from "../scaffold/readFacts";
import { applyPlan } from "./applyPlan";
import { appFolder } from "./appFolder";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { listOf, readRequest } from "./newArguments";
import { planJson, planText, type TextsBefore } from "./newText";
import { painter } from "./terminal";

const options = {
  pattern: { type: "string" },
  trigger: { type: "string" },
  job: { type: "string" },
  target: { type: "string" },
  model: { type: "string" },
  lang: { type: "string" },
  app: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const newCommand: Command = {
  name: "new",
  summary: "a new function for an app, written as the app's own are",
  help: `<kind> <name> [--pattern NAME] [--trigger NAME] [--job NAME] [--target NAME]
               [--model v4|v3] [--lang ts|js] [--app DIR] [--dry-run] [--json]

  kind            ${listOf(kinds)}
  name            letters, digits, - and _; not the name of another function
  --pattern NAME  orchestrators: ${listOf(orchestratorPatterns)};
                  entities: ${listOf(entityPatterns)}
  --trigger NAME  clients: ${listOf(clientTriggers)}
  --job NAME      clients: ${listOf(clientJobs)}
  --target NAME   clients: the orchestrator to start, or the entity; default: the first one
  --model, --lang default: those of the app's functions
  --app DIR       folder of the function app; default: the nearest one with host.json
  --dry-run       show what would be written
  --json          one JSON object

Files that are there are never written over. Exit code 0; 2: nothing was written.`,
  async run(args, { files, sources, cwd, terminal }) {
    const { values, positionals } = readArguments(args, options);
    const request = readRequest(positionals, values);
    const root = await appFolder(files, cwd, values.app);
    // Loads the analysis, which a request that is refused above does without.
    const { functionsOfApp } = await import("./functionsOfApp");
    const facts = await readProjectFacts(files, root, { index: functionsOfApp(sources(), root) });
    const { value: plan, problems } = planFunction(request, facts);
    if (!plan) throw refused(problems);
    const isDryRun = values["dry-run"];
    const before = await textsBefore(plan, files);
    if (!isDryRun) await applyPlan(plan);
    const shown = { cwd, paint: painter(terminal.hasColours), ...(isDryRun && { before }) };
    terminal.out(values.json ? planJson(plan, before, !isDryRun) : planText(plan, shown));
    return 0;
  },
};

async function textsBefore({ edits }: Plan, files: SourceReader): Promise<TextsBefore> {
  const read = edits.map(async ({ file }) => [file, (await files.read(file)) ?? ""] as const);
  return new Map(await Promise.all(read));
}

/** Not the usage of the command but the app's state: the usage line would not help. */
function refused(problems: readonly Problem[]): ToolkitError {
  const text = problems.map(({ message, place }) => (path.isAbsolute(place) ? `${place}: ${message}` : message));
  return new ToolkitError("not-generated", text.join("\n"));
}

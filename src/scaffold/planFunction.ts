import { baseName, joinPath, relativeTo } from "../base/paths";
import { parsed, type Parsed, type Problem } from "../base/parsed";
import { longestName } from "../project/functionName";
import { draftOf } from "./drafts";
import type { Model, ProjectFacts } from "./facts";
import { extensionOf, filesOf, isLoadedByMain, pathsOf, type DraftFiles } from "./files";
import { freeName, nameProblem } from "./names";
import type { Plan } from "./plan";
import { projectParts } from "./projectParts";
import type { ClientRequest, FunctionRequest } from "./request";
import { routesBeside } from "./routes";
import { targetOf, targetsOf } from "./target";
import type { NameFor } from "./templates/parts";
import type { Dialect } from "./templates/render";
import { connections } from "./templates/triggers";

/**
 * What a request comes to in this app. Without a value nothing may be written: the problems say why (a name that is
 * taken, a file that is there, an app that is broken).
 */
export function planFunction(request: FunctionRequest, facts: ProjectFacts): Parsed<Plan | undefined> {
  if (facts.problems.length) return parsed(undefined, facts.problems);
  const refused = nameProblem(request.name, facts);
  if (refused !== undefined) return refusal("function-name", `${refused}${other(request.name, facts)}`, request.name);
  const model = request.model ?? facts.models[0];
  if (facts.takenNames.length && !facts.models.includes(model))
    return refusal("other-model", modelText(facts), facts.root);
  const target = targetOf(request, facts);
  if (target.problems.length) return parsed(undefined, target.problems);
  const dialect = dialectOf(request, facts);
  const draft = draftOf(request, model, {
    dialect,
    nameFor: namesFor(request.name, facts),
    routeFor: routesBeside(facts.routes),
    target: target.value,
  });
  const drawn = filesOf(draft, request.name, facts, dialect);
  const met = drawn.paths.find((path) => facts.occupied.has(path.toLowerCase()));
  if (met !== undefined) return refusal("file-exists", existsText(request.name, met, facts, dialect), met);
  return parsed(planOf(request, facts, { model, drawn, dialect, target: target.value }));
}

interface Drawn {
  readonly model: Model;
  readonly drawn: DraftFiles;
  readonly dialect: Dialect;
  readonly target: string;
}

function planOf(request: FunctionRequest, facts: ProjectFacts, all: Drawn): Plan {
  const { model, drawn } = all;
  const parts = projectParts(model, facts, drawn.files);
  const notes = [
    ...guessNotes(request, model, facts),
    ...codeNotes(request, facts, all),
    ...loadNotes(model, drawn, facts),
    ...parts.notes,
  ];
  return {
    files: [...drawn.files, ...parts.files],
    edits: parts.edits,
    notes,
    commands: parts.commands,
    open: drawn.open,
  };
}

/** `processOrder` and `charge` make `processOrderCharge`; names keep the way in which the first joins its words. */
function namesFor(name: string, facts: ProjectFacts): NameFor {
  const taken = [...facts.takenNames, { name, kind: "other" as const, file: "" }];
  return (role) => {
    const joint = name.includes("-") ? "-" : name.includes("_") ? "_" : "";
    const words = role.replace(/[A-Z]/g, (letter) => (joint === "" ? letter : joint + letter.toLowerCase()));
    const part = joint === "" ? words.charAt(0).toUpperCase() + words.slice(1) : joint + words;
    // Two digits may follow.
    const free = freeName(name.slice(0, longestName - part.length - 2) + part, { takenNames: taken });
    taken.push({ name: free, kind: "other", file: "" });
    return free;
  };
}

/** Asked for in another language than the app's, the module system is that of package.json still. */
function dialectOf({ language }: FunctionRequest, facts: ProjectFacts): Dialect {
  const { moduleSystem, style, sdk } = facts;
  return {
    language: language ?? facts.language,
    moduleSystem,
    style,
    ...(sdk.major !== undefined && { sdkMajor: sdk.major }),
  };
}

/** What could not be seen was guessed; an editor asks before. */
function guessNotes(request: FunctionRequest, model: Model, { seen, models }: ProjectFacts): readonly string[] {
  if (request.model !== undefined) return [];
  if (models.length > 1) return [`The app has functions of both models; most are of ${model}, and so is this one.`];
  return seen.model
    ? []
    : [`Nothing here shows the programming model: this is ${model}, registered in code, not v3, with function.json.`];
}

function codeNotes(request: FunctionRequest, facts: ProjectFacts, { dialect, target }: Drawn): readonly string[] {
  const { language } = dialect;
  const notes: string[] = [];
  if (language === "typescript" && !facts.buildsTypeScript)
    notes.push("There is no tsconfig.json here: nothing builds a file of TypeScript yet.");
  if (request.kind === "subOrchestrator")
    notes.push(`Call it with: yield context.df.callSubOrchestrator("${request.name}", input)`);
  if (request.kind === "client") notes.push(...targetNotes(request, target, facts));
  if (request.kind === "client" && (request.job ?? "start") === "start") {
    const setting = connections[request.trigger ?? "http"];
    if (setting !== undefined && setting !== "AzureWebJobsStorage" && !settingIsThere(setting, facts))
      notes.push(`Its connection is the setting ${setting}: add it to local.settings.json.`);
  }
  return notes;
}

/** A client that nobody chose a target for has the first one. */
function targetNotes({ job, target: wanted }: ClientRequest, target: string, facts: ProjectFacts): readonly string[] {
  const isEntity = job === "entity";
  const { length } = targetsOf(isEntity ? "entity" : "orchestration", facts);
  if (wanted !== undefined || target === "" || length < 2) return [];
  return [`It is for ${target}, the first of the ${length} ${isEntity ? "entities" : "orchestrators"} of this app.`];
}

function settingIsThere(name: string, { localSettings }: ProjectFacts): boolean {
  return localSettings.text?.includes(`"${name}`) === true;
}

function loadNotes(model: Model, { files }: DraftFiles, facts: ProjectFacts): readonly string[] {
  const [first] = files;
  if (model === "v3" || !first || isLoadedByMain(first.file, facts)) return [];
  const file = relativeTo(facts.root, first.file) ?? first.file;
  const next = `import ${baseName(file)} from a file that it matches, or extend it`;
  if (facts.main !== undefined) return [`"main" of package.json (${facts.main}) does not load ${file}: ${next}.`];
  return [`package.json has no "main", so the host loads no functions: set it to the files that register them.`];
}

function existsText(name: string, met: string, facts: ProjectFacts, dialect: Dialect): string {
  const extension = extensionOf(facts, dialect);
  let number = 2;
  const isFree = (candidate: string) =>
    freeName(candidate, facts) === candidate &&
    [...pathsOf(candidate, extension, facts), joinPath(facts.layout.folder, candidate)].every(
      (path) => !facts.occupied.has(path.toLowerCase()),
    );
  while (!isFree(`${name}${number}`)) number++;
  const shown = relativeTo(facts.root, met) ?? met;
  return `${shown} is there already and is left as it is. Take another name, such as ${name}${number}.`;
}

function other(name: string, facts: ProjectFacts): string {
  const free = freeName(name, facts);
  return free === name ? "" : ` Take another name, such as ${free}.`;
}

function modelText({ models }: ProjectFacts): string {
  return `The functions of this app are of model ${models[0]}, and the host loads those of one model only.`;
}

function refusal(code: string, message: string, place: string): Parsed<undefined> {
  const problem: Problem = { code, severity: "error", message, place };
  return parsed(undefined, [problem]);
}

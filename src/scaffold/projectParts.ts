import { applyEdits, modify, parse } from "jsonc-parser";
import { baseName } from "../base/paths";
import { sanitiseHubName } from "../project/hostJson";
import { keyIn, memberOf } from "../project/jsonFile";
import { bundleOf } from "../project/setup/extensionBundle";
import { JsonSource } from "../project/setup/jsonSource";
import { changedStretch } from "../syntax/edits";
import type { Model, ProjectFacts, ProjectFile } from "./facts";
import { commandText, installCommand } from "./packages";
import type { FileEdits, NewFile, OfferedCommand } from "./plan";

/** What the project lacks for durable functions to run. */
export interface ProjectParts {
  readonly files: readonly NewFile[];
  readonly edits: readonly FileEdits[];
  readonly notes: readonly string[];
  readonly commands: readonly OfferedCommand[];
}

const bundle = { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.*, 5.0.0)" };
const extensionPackage = "Microsoft.Azure.WebJobs.Extensions.DurableTask";
const extensionVersion = "1.8.3";

/** @param files of the new function */
export function projectParts(model: Model, facts: ProjectFacts, files: readonly NewFile[]): ProjectParts {
  const host = hostParts(model, facts);
  const settings = settingsParts(facts);
  const packages = packageCommands(model, facts, files);
  return {
    files: settings.files,
    edits: [...host.edits, ...settings.edits],
    notes: [...host.notes, ...settings.notes, ...packages.notes],
    commands: [...host.commands, ...packages.commands],
  };
}

type Part = Omit<ProjectParts, "files">;

/** A hub of its own, and the bundle that holds the Durable Task extension. */
function hostParts(model: Model, facts: ProjectFacts): Part {
  const { host, root, takenNames, hasHiddenNames, extensionProject } = facts;
  const json: unknown = parse(host.text ?? "{}", [], { allowTrailingComma: true });
  const changes: Change[] = [];
  const notes: string[] = [];
  const durable = memberOf(json, "extensions", "durableTask") ?? memberOf(json, "durableTask");
  // A hub is named only where nothing runs in the default one yet.
  if (durable === undefined && !hasHiddenNames && !takenNames.some(({ kind }) => kind !== "other")) {
    const hubName = sanitiseHubName(baseName(root));
    changes.push({ path: ["extensions", "durableTask"], value: { hubName } });
    notes.push(`host.json gets the section durableTask with the task hub ${hubName}.`);
  }
  const problem = extensionProject ? undefined : bundleProblem(model, host);
  if (problem !== undefined) {
    const isThere = memberOf(json, "extensionBundle", "id") !== undefined;
    changes.push(
      isThere
        ? { path: ["extensionBundle", "version"], value: bundle.version }
        : { path: ["extensionBundle"], value: bundle },
    );
    notes.push(`host.json gets the extension bundle ${bundle.version}: ${problem}.`);
  }
  const lacksExtension = extensionProject?.hasDurableTask === false;
  return { edits: editsOf(host, changes), notes, commands: lacksExtension ? [installExtension(root)] : [] };
}

/** Bundle 3.15 is the first that durable-functions 3 works with (its README). */
function bundleProblem(model: Model, { file, text }: ProjectFile): string | undefined {
  const found = bundleOf(new JsonSource(file, text ?? "{}"));
  if (!found) return "it holds the Durable Functions extension, which the host needs";
  const [major, minor] = found.end ?? [Infinity, 0];
  const isTooOld = model === "v4" && (major < 3 || (major === 3 && minor <= 15));
  return isTooOld ? `${found.range} is too old for durable-functions 3` : undefined;
}

function settingsParts({ localSettings, style }: ProjectFacts): Omit<ProjectParts, "commands"> {
  const { file, text } = localSettings;
  const storage = { AzureWebJobsStorage: "UseDevelopmentStorage=true" };
  if (text === undefined) {
    const json = { IsEncrypted: false, Values: { ...storage, FUNCTIONS_WORKER_RUNTIME: "node" } };
    const note = "local.settings.json is created with the storage emulator (Azurite); keep it out of version control.";
    const written = `${JSON.stringify(json, undefined, 2)}\n`.replaceAll("\n", style.lineEnd);
    return { files: [{ file, text: written }], edits: [], notes: [note] };
  }
  const json: unknown = parse(text, [], { allowTrailingComma: true });
  const values = memberOf(json, "Values");
  // Empty, as func init leaves it, it is no connection.
  const isThere = Object.entries(values ?? {}).some(
    ([name, value]) => /^AzureWebJobsStorage(__.+)?$/i.test(name) && value !== "",
  );
  if (isThere) return { files: [], edits: [], notes: [] };
  if (memberOf(json, "IsEncrypted") === true) {
    const note =
      "local.settings.json is encrypted: run `func settings add AzureWebJobsStorage UseDevelopmentStorage=true` where it has no storage yet.";
    return { files: [], edits: [], notes: [note] };
  }
  const change = { path: ["Values", "AzureWebJobsStorage"], value: storage.AzureWebJobsStorage };
  const note = "local.settings.json gets AzureWebJobsStorage, the storage emulator (Azurite).";
  return { files: [], edits: editsOf(localSettings, [change]), notes: [note] };
}

type Offers = Omit<Part, "edits">;

function packageCommands(model: Model, facts: ProjectFacts, files: readonly NewFile[]): Offers {
  const [sdk, types] = [sdkOffer(model, facts), typesOffer(model, facts, files)];
  return { notes: [...sdk.notes, ...types.notes], commands: [...sdk.commands, ...types.commands] };
}

function sdkOffer(model: Model, { sdk, root, packages }: ProjectFacts): Offers {
  const name = `durable-functions@${model === "v4" ? 3 : 2}`;
  const add = installCommand(packages, root, { name });
  if (sdk.version === undefined && sdk.range === undefined)
    return offer("The package durable-functions is not among the app's dependencies", add);
  const isOther = sdk.major !== undefined && sdk.major >= 3 !== (model === "v4");
  if (isOther)
    return offer(`durable-functions ${sdk.version ?? sdk.range ?? ""} has no functions of model ${model}`, add);
  if (sdk.version !== undefined || packages.areHidden) return { notes: [], commands: [] };
  return offer("The app's packages are not installed", installCommand(packages, root));
}

/** Code of model v4 needs types of durable-functions only, which bring these along. */
function typesOffer(model: Model, { root, packages }: ProjectFacts, files: readonly NewFile[]): Offers {
  const isNeeded = model === "v3" && files.some(({ text }) => text.includes("@azure/functions"));
  if (!isNeeded || packages.hasAzureFunctions || packages.areHidden) return { notes: [], commands: [] };
  const command = installCommand(packages, root, { name: "@azure/functions@3", isForDevelopment: true });
  return offer("The package @azure/functions, which has the types, is not among the app's dependencies", command);
}

function offer(what: string, command: OfferedCommand): Offers {
  return { notes: [`${what}: run \`${commandText(command)}\`.`], commands: [command] };
}

function installExtension(folder: string): OfferedCommand {
  return {
    title: "Install the Durable Functions extension",
    command: "func",
    args: ["extensions", "install", "-p", extensionPackage, "-v", extensionVersion],
    folder,
  };
}

interface Change {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** One edit, of the stretch in which the text with all changes differs from the text as it is. */
function editsOf({ file, text }: ProjectFile, changes: readonly Change[]): readonly FileEdits[] {
  if (text === undefined || !changes.length) return [];
  const formattingOptions = formattingLike(text);
  let changed = text;
  for (const { path, value } of changes)
    changed = applyEdits(changed, modify(changed, spelledIn(changed, path), value, { formattingOptions }));
  const { before, after } = changedStretch(text, changed);
  return [{ file, edits: [{ range: before, text: changed.slice(after.start, after.end) }] }];
}

/** A path with its names as they are written there already, whatever their case: a second `extensions` would be ignored. */
function spelledIn(text: string, path: readonly string[]): string[] {
  let value: unknown = parse(text, [], { allowTrailingComma: true });
  return path.map((name) => {
    const key = keyIn(value, name) ?? name;
    value = memberOf(value, name);
    return key;
  });
}

function formattingLike(text: string) {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const isTab = indent.startsWith("\t");
  return { insertSpaces: !isTab, tabSize: isTab ? 1 : indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}

import { applyEdits, modify, parse } from "jsonc-parser";
import { baseName } from "../base/paths";
import { sanitiseHubName } from "../project/hostJson";
import { keyIn, memberOf } from "../project/jsonFile";
import { bundleOf } from "../project/setup/extensionBundle";
import { JsonSource } from "../project/setup/jsonSource";
import { changedStretch } from "../syntax/edits";
import type { Model, ProjectFacts, ProjectFile } from "./facts";
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

export function projectParts(model: Model, facts: ProjectFacts): ProjectParts {
  const host = hostParts(model, facts);
  const settings = settingsParts(facts);
  const packages = packageCommands(model, facts);
  return {
    files: settings.files,
    edits: [...host.edits, ...settings.edits],
    notes: [...host.notes, ...settings.notes, ...packages.notes],
    commands: [...host.commands, ...packages.commands],
  };
}

type Part = Omit<ProjectParts, "files">;

/** A hub of its own, and the bundle that holds the Durable Task extension. */
function hostParts(model: Model, { host, root, takenNames, extensionProject }: ProjectFacts): Part {
  const json: unknown = parse(host.text ?? "{}", [], { allowTrailingComma: true });
  const changes: Change[] = [];
  const notes: string[] = [];
  const durable = memberOf(json, "extensions", "durableTask") ?? memberOf(json, "durableTask");
  // A hub is named only where nothing runs in the default one yet.
  if (durable === undefined && !takenNames.some(({ kind }) => kind !== "other")) {
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
  const isThere = Object.keys(values ?? {}).some((name) => /^AzureWebJobsStorage(__.+)?$/i.test(name));
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

function packageCommands(model: Model, { sdk, root }: ProjectFacts): Omit<Part, "edits"> {
  const wanted = model === "v4" ? 3 : 2;
  if (sdk.version === undefined && sdk.range === undefined) {
    const name = `durable-functions@${wanted}`;
    return {
      notes: [`The package durable-functions is not among the app's dependencies: run \`npm install ${name}\`.`],
      commands: [{ title: "Install durable-functions", command: "npm", args: ["install", name], folder: root }],
    };
  }
  if (sdk.version !== undefined) return { notes: [], commands: [] };
  return {
    notes: ["The app's packages are not installed: run `npm install`."],
    commands: [{ title: "Install the app's packages", command: "npm", args: ["install"], folder: root }],
  };
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

import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import type { IndexedFunction } from "./functionApp";
import { isObject, readJsonFile, textMember, type JsonObject } from "./jsonFile";
import { joinPath } from "../base/paths";
import type { FunctionKind } from "./registrations";

/** Trigger type to kind, and the member that renames the function for the engine (…AttributeBindingProvider.cs:55-61). */
const triggers: Readonly<Record<string, readonly [kind: FunctionKind, nameMember: string]>> = {
  orchestrationtrigger: ["orchestration", "orchestration"],
  activitytrigger: ["activity", "activity"],
  entitytrigger: ["entity", "entityName"],
};

/** Functions of model v3: one folder with function.json each. */
export async function readFunctionFolders(
  reader: SourceReader,
  appRoot: string,
  problems: Problem[],
): Promise<readonly IndexedFunction[]> {
  const functions: IndexedFunction[] = [];
  for (const name of [...(await reader.list(appRoot))].sort()) {
    if (!name.endsWith("/") || name === "node_modules/" || name.startsWith(".")) continue;
    const directory = joinPath(appRoot, name);
    const json = await readJsonFile(reader, joinPath(directory, "function.json"), problems);
    const found = json && (await readFunction(reader, name.slice(0, -1), directory, json, problems));
    if (found) functions.push(found);
  }
  return functions;
}

async function readFunction(
  reader: SourceReader,
  folder: string,
  directory: string,
  json: JsonObject,
  problems: Problem[],
): Promise<IndexedFunction | undefined> {
  const trigger = triggerOf(json, folder);
  if (!trigger) {
    problems.push(noTrigger(joinPath(directory, "function.json")));
    return undefined;
  }
  const scriptFile = textMember(json, "scriptFile");
  const file = await scriptOf(reader, directory, scriptFile);
  const entryPoint = textMember(json, "entryPoint");
  return {
    name: trigger.name,
    kind: trigger.kind,
    file: file ?? joinPath(directory, "function.json"),
    line: 1,
    ...(file !== undefined && { loadedFile: file }),
    ...(file === undefined && scriptFile !== undefined && { missingScript: scriptFile }),
    functionJson: {
      directory,
      bindingName: textMember(trigger.binding, "name") ?? "context",
      ...(entryPoint !== undefined && { entryPoint }),
    },
  };
}

/** What the trigger of a function.json makes of its folder's function; undefined: no binding is a trigger. */
export function triggerOf(json: JsonObject, folder: string) {
  const bindings = Array.isArray(json["bindings"]) ? json["bindings"].filter(isObject) : [];
  const binding = bindings.find((each) => /trigger$/i.test(textMember(each, "type") ?? ""));
  if (!binding) return undefined;
  const [kind, nameMember] = triggers[(textMember(binding, "type") ?? "").toLowerCase()] ?? ["other", "name"];
  return { kind, name: kind === "other" ? folder : (textMember(binding, nameMember) ?? folder), binding };
}

/** `scriptFile`, else the files that the host takes by itself. */
async function scriptOf(reader: SourceReader, directory: string, scriptFile?: string): Promise<string | undefined> {
  const candidates = scriptFile === undefined ? ["index.js", "index.cjs", "index.mjs"] : [scriptFile];
  for (const candidate of candidates) {
    const file = joinPath(directory, candidate);
    if ((await reader.modifiedAt(file)) !== undefined) return file;
  }
  return undefined;
}

function noTrigger(file: string): Problem {
  const message = "No binding here is a trigger, so the host does not load this function.";
  return { code: "function-without-trigger", severity: "warning", message, place: file };
}

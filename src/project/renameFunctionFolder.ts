import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { TextRange } from "../base/sourcePlace";
import { triggerOf } from "./functionJson";
import { jsonObjectOf, jsonTreeOf, memberOf } from "./jsonFile";

/** What gives a function of model v3 another name. */
export interface FolderRename {
  /** Of function.json: the texts to replace, without quotes. */
  readonly edits: readonly { readonly range: TextRange; readonly text: string }[];
  /** The folder takes the new name as well; otherwise a member of the trigger has it. */
  readonly isMove: boolean;
}

/**
 * @param text of function.json
 * @param folder its folder's name
 * @returns undefined when function.json cannot be read
 */
export function renameFunctionFolder(text: string, folder: string, name: string): FolderRename | undefined {
  const json = jsonObjectOf(text);
  const trigger = json && triggerOf(json, folder);
  const tree = jsonTreeOf(text);
  if (!json || !trigger || !tree) return undefined;
  const bindings = json["bindings"] as readonly unknown[];
  const member = nameMembers.find((each) => memberOf(trigger.binding, each) !== undefined);
  const index = bindings.indexOf(trigger.binding);
  const given = member === undefined ? undefined : findNodeAtLocation(tree, ["bindings", index, member]);
  if (given && trigger.kind !== "other") return { edits: [{ range: insideOf(given), text: name }], isMove: false };
  const script = findNodeAtLocation(tree, ["scriptFile"]);
  return { edits: script ? scriptEdits(script, folder, name) : [], isMove: true };
}

/** Members of a durable trigger that give the function a name of its own. */
const nameMembers = ["orchestration", "activity", "entityName"];

/** `../dist/Pay/index.js`: the segment that is the folder's. */
function scriptEdits(node: Node, folder: string, name: string): FolderRename["edits"] {
  const script = typeof node.value === "string" ? node.value : "";
  const at = script.split("/").lastIndexOf(folder);
  // Escapes would shift what follows them.
  if (at < 0 || script.length !== node.length - 2) return [];
  const start = node.offset + 1 + script.split("/").slice(0, at).join("/").length + (at > 0 ? 1 : 0);
  return [{ range: { start, end: start + folder.length }, text: name }];
}

function insideOf({ offset, length }: Node): TextRange {
  return { start: offset + 1, end: offset + length - 1 };
}

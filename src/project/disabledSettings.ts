import type { Node } from "jsonc-parser";
import type { TextRange } from "../base/sourcePlace";
import { jsonTreeOf } from "./jsonFile";

/** A setting that turns a function off; .NET reads `:` and `__` as the dot, and takes names in any case. */
const disabled = /^(AzureWebJobs(?:\.|:|__))(.+)(?:\.|:|__)Disabled$/i;

/** Where the settings that turn a function off name it. @param text of local.settings.json */
export function disabledSettingsOf(text: string, name: string): readonly TextRange[] {
  const values = membersOf(jsonTreeOf(text)).find(({ key }) => textOf(key).toLowerCase() === "values")?.value;
  return membersOf(values).flatMap(({ key }) => {
    const [, before = "", named = ""] = disabled.exec(textOf(key)) ?? [];
    // Escapes would shift what follows them.
    if (named.toLowerCase() !== name.toLowerCase() || key.length !== textOf(key).length + 2) return [];
    const start = key.offset + 1 + before.length;
    return [{ start, end: start + named.length }];
  });
}

function membersOf(node: Node | undefined): readonly { readonly key: Node; readonly value: Node | undefined }[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key ? [{ key, value }] : []));
}

function textOf({ value }: Node): string {
  return typeof value === "string" ? value : "";
}

import type { NameFacts } from "../../analysis/names/nameService";
import { relativeTo } from "../../base/paths";
import type { SourcePlace } from "../../base/sourcePlace";

/** What a hover says of a name, in Markdown. */
export function hoverText({ at, functions, uses }: NameFacts): string {
  if (at.kind === "event") return eventText(at.name, uses);
  const known = functions.map((each) => {
    const { name, kind, place, handler, functionJson, input, output } = each;
    const file = written(functionJson === undefined ? (handler ?? place) : place, at.root);
    const types = [input && `Input: ${code(input)}`, output && `Output: ${code(output)}`].filter(Boolean);
    return [`**${kindWords[kind]}** ${code(name)} · ${code(file)}`, ...types].join("  \n");
  });
  if (known.length) return known.join("\n\n");
  return `**${kindWords[at.kind]}** ${code(at.name)}: this app registers none of this name that can be seen.`;
}

/** The line under the name of a completion. */
export function completionDetail(kind: keyof typeof kindWords, place: SourcePlace, root: string): string {
  return `${kindWords[kind]}, ${written(place, root)}`;
}

export const kindWords = {
  orchestration: "orchestrator",
  activity: "activity",
  entity: "entity",
  event: "event",
  other: "function",
} as const;

function eventText(name: string, uses: NameFacts["uses"]): string {
  const by = (method: string) => {
    const found = uses.filter((each) => each.method === method);
    const names = [...new Set(found.flatMap(({ from }) => from))].map(code);
    return names.length
      ? names.join(", ")
      : found.length
        ? "code of no function that can be seen"
        : "nobody in this app";
  };
  return `**event** ${code(name)}  \nWaited for by: ${by("waitForExternalEvent")}  \nRaised by: ${by("raiseEvent")}`;
}

function written({ file, start }: SourcePlace, root: string): string {
  const path = relativeTo(root, file) ?? file;
  return path.endsWith(".json") ? path : `${path}:${start.line}`;
}

function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

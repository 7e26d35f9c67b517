import type { Json } from "./events";

interface PathStep {
  /** Name of a member or index of an element; undefined: every one. */
  readonly name: string | undefined;
  /** At any depth. */
  readonly isDeep: boolean;
}

/** Where values stand in a JSON document, as `$.card.number`, `$..email`, `$.lines[*].price` or `$["first name"]` say. */
export type JsonPath = readonly PathStep[];

const stepPattern = /(\.\.|\.)?(?:([^\s.[\]"'*$]+)|(\*)|\[(?:(\d+)|(\*)|"((?:[^"\\]|\\.)*)"|'([^'\\]*)')\])/y;

/** The path that a text says; undefined when it is none. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith("$")) return undefined;
  const steps: PathStep[] = [];
  const step = new RegExp(stepPattern);
  step.lastIndex = 1;
  for (let at = 1; at < text.length; at = step.lastIndex) {
    const found = step.exec(text);
    if (!found) return undefined;
    const [, dots, word, everyWord, index, every, quoted, single] = found;
    const isBracket = word === undefined && everyWord === undefined;
    if (isBracket ? dots === "." : dots === undefined) return undefined;
    const isEvery = everyWord !== undefined || every !== undefined;
    const name = isEvery ? undefined : (word ?? index ?? single ?? unquoted(quoted));
    if (name === undefined && !isEvery) return undefined;
    steps.push({ name, isDeep: dots === ".." });
  }
  return steps;
}

/** The document with what `change` makes of the values at the path; the document itself when there are none. */
export function changeAt(document: Json, path: JsonPath, change: (value: Json) => Json): Json {
  const [first, ...rest] = path;
  if (!first) return change(document);
  return mapMembers(document, (member, key) => {
    const inside = first.isDeep ? changeAt(member, path, change) : member;
    return first.name === undefined || first.name === key ? changeAt(inside, rest, change) : inside;
  });
}

/** The document with what `change` makes of its texts, numbers and flags. */
export function changeLeaves(document: Json, change: (leaf: string | number | boolean) => Json): Json {
  if (document === null) return null;
  if (typeof document !== "object") return change(document);
  return mapMembers(document, (member) => changeLeaves(member, change));
}

function mapMembers(value: Json, map: (member: Json, key: string) => Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((member: Json, index) => map(member, String(index)));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member, key)]));
}

function unquoted(text = ""): string | undefined {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
}

import type { SourceReader } from "../base/ports";
import { joinPath } from "../base/paths";

/**
 * Files that match a pattern such as `dist/src/{index.js,functions/*.js}`, in alphabetical order. Knows `*`, `**`, `?`,
 * `[…]`, `{…}` and `@(…|…)` with its kin, which is what `main` of a function app is read with (nodejs-worker src/startApp.ts:61-99).
 * Folders `node_modules` count only where the pattern names them.
 */
export async function expandGlob(reader: SourceReader, folder: string, pattern: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const plain of expandBraces(pattern.replace(/^\.?\/+/, ""))) {
    await walk(
      reader,
      folder,
      plain.split("/").filter((part) => part !== "" && part !== "."),
      files,
    );
  }
  return [...files].sort();
}

/** A pattern as `expandGlob` knows them, for whole paths with `/` or `\\` between their parts. */
export function globPattern(pattern: string): RegExp {
  const choices = expandBraces(pattern.replaceAll("\\", "/")).map((plain) =>
    plain
      .split("/")
      .map((part) => (part === "**" ? "**" : segmentSource(part)))
      .join("[\\\\/]")
      .replaceAll("**[\\\\/]", "(?:.*[\\\\/])?")
      .replaceAll("**", ".*"),
  );
  return new RegExp(`^(?:${choices.join("|")})$`);
}

async function walk(reader: SourceReader, folder: string, parts: readonly string[], files: Set<string>): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  if (part === "**") {
    if (rest.length) await walk(reader, folder, rest, files);
    for (const name of await reader.list(folder)) {
      if (!name.endsWith("/")) {
        if (!rest.length) files.add(joinPath(folder, name));
      } else if (name !== "node_modules/" && !name.startsWith(".")) {
        await walk(reader, joinPath(folder, name), parts, files);
      }
    }
    return;
  }
  if (part === "..") return walk(reader, joinPath(folder, ".."), rest, files);
  const matches = segmentPattern(part);
  for (const name of await reader.list(folder)) {
    const isFolder = name.endsWith("/");
    const plain = isFolder ? name.slice(0, -1) : name;
    if (!matches.test(plain)) continue;
    if (rest.length && isFolder) await walk(reader, joinPath(folder, plain), rest, files);
    else if (!rest.length && !isFolder) files.add(joinPath(folder, plain));
  }
}

function segmentPattern(part: string): RegExp {
  // A leading wildcard does not stand for a dot.
  return new RegExp(`^${/^(?:[*?[](?!\()|!\()/.test(part) ? "(?!\\.)" : ""}${segmentSource(part)}$`);
}

function segmentSource(part: string): string {
  const group = choiceIn(part);
  if (!group) return plainSource(part);
  const { before, sign, choices, after } = group;
  const any = `(?:${choices.map(segmentSource).join("|")})`;
  const rest = segmentSource(after);
  if (sign === "!") return `${plainSource(before)}(?!${any}${rest}$)[^/\\\\]*?${rest}`;
  return plainSource(before) + any + (sign === "@" ? "" : sign) + rest;
}

interface Choice {
  readonly before: string;
  readonly sign: string;
  readonly choices: readonly string[];
  readonly after: string;
}

/** The first `@(a|b)`, `?(a|b)`, `*(…)`, `+(…)` or `!(…)` of a pattern. */
function choiceIn(pattern: string, signs = "@?*+!"): Choice | undefined {
  for (let at = pattern.indexOf("("); at >= 0; at = pattern.indexOf("(", at + 1)) {
    const sign = pattern[at - 1];
    const found = sign !== undefined && signs.includes(sign) ? bracketed(pattern, at, "()", "|") : undefined;
    if (sign !== undefined && found) return { before: pattern.slice(0, at - 1), sign, ...found };
  }
  return undefined;
}

function plainSource(part: string): string {
  return part.replace(/\[[!^]?[^\]]+\]|[\\^$.|+()[\]{}*?]/g, (found) => {
    if (found === "*") return "[^/\\\\]*";
    if (found === "?") return "[^/\\\\]";
    return found.length > 1 ? found.replace(/^\[!/, "[^") : `\\${found}`;
  });
}

/** `a/{b,c{d,e}}.js` → `a/b.js`, `a/cd.js`, `a/ce.js`; `@(b|c/d)` and `?(b/)`, which may lead into folders, as well. */
export function expandBraces(pattern: string): readonly string[] {
  const open = pattern.indexOf("{");
  const braces = open < 0 ? undefined : bracketed(pattern, open, "{}", ",");
  if (braces) {
    const { choices, after } = braces;
    return choices.flatMap((choice) => expandBraces(pattern.slice(0, open) + choice + after));
  }
  const group = choiceIn(pattern, "@?");
  if (!group?.choices.some((choice) => choice.includes("/"))) return [pattern];
  const { before, sign, choices, after } = group;
  return [...choices, ...(sign === "?" ? [""] : [])].flatMap((choice) => expandBraces(before + choice + after));
}

/** What stands between the bracket at an index and the one that closes it, in parts, and what comes behind. */
function bracketed(
  pattern: string,
  open: number,
  brackets: string,
  separator: string,
): { readonly choices: readonly string[]; readonly after: string } | undefined {
  const choices: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let index = open; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === brackets[0]) depth++;
    else if (character === brackets[1]) depth--;
    const ends = character === brackets[1] && depth === 0;
    if (ends || (character === separator && depth === 1)) {
      choices.push(pattern.slice(from, index));
      from = index + 1;
    }
    if (ends) return { choices, after: pattern.slice(index + 1) };
  }
  return undefined;
}

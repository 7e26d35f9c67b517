import type { SourceReader } from "../base/ports";
import { joinPath } from "../base/paths";

/**
 * Files that match a pattern such as `dist/src/{index.js,functions/*.js}`, in alphabetical order. Knows `*`, `**`, `?`,
 * `[…]` and `{…}`, which is what `main` of a function app is read with (nodejs-worker src/startApp.ts:61-99).
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
  return new RegExp(`^${/^[*?[]/.test(part) ? "(?!\\.)" : ""}${segmentSource(part)}$`);
}

function segmentSource(part: string): string {
  return part.replace(/\[[!^]?[^\]]+\]|[\\^$.|+()[\]{}*?]/g, (found) => {
    if (found === "*") return "[^/\\\\]*";
    if (found === "?") return "[^/\\\\]";
    return found.length > 1 ? found.replace(/^\[!/, "[^") : `\\${found}`;
  });
}

/** `a/{b,c{d,e}}.js` → `a/b.js`, `a/cd.js`, `a/ce.js`. */
export function expandBraces(pattern: string): readonly string[] {
  const open = pattern.indexOf("{");
  if (open < 0) return [pattern];
  const choices: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let index = open; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === "{") depth++;
    else if (character === "}") depth--;
    const ends = character === "}" && depth === 0;
    if (ends || (character === "," && depth === 1)) {
      choices.push(pattern.slice(from, index));
      from = index + 1;
    }
    if (ends) {
      const rest = pattern.slice(index + 1);
      return choices.flatMap((choice) => expandBraces(pattern.slice(0, open) + choice + rest));
    }
  }
  return [pattern];
}

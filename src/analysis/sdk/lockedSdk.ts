import type { LockFileName } from "../../base/lockFiles";

/** What a lock file says of an app's durable-functions. */
export interface LockedSdk {
  readonly version?: string;
  /** Where it lies, relative to the folder of the lock file, when it is linked. */
  readonly folder?: string;
}

/** Whose durable-functions is asked for. */
export interface LockedFor {
  /** The app's folder, relative to that of the lock file, with forward slashes; empty: the same. */
  readonly app: string;
  /** What its package.json asks for. */
  readonly range: string | undefined;
}

type Reader = (text: string, asked: LockedFor) => LockedSdk | undefined;

/** How each writes durable-functions and its version. */
export const lockFiles: Readonly<Record<LockFileName, Reader>> = {
  "package-lock.json": readNpm,
  "npm-shrinkwrap.json": readNpm,
  "yarn.lock": readYarn,
  "pnpm-lock.yaml": readPnpm,
  "bun.lock": (text) => versionIn(text, /"durable-functions":\s*\[\s*"durable-functions@(\d[^"]*)"/),
};

/** The nearest `node_modules` on the way up from the app, and `dependencies` of the first format. */
function readNpm(text: string, { app }: LockedFor): LockedSdk | undefined {
  const folders = app.split("/").map((_, index, parts) => `${parts.slice(0, parts.length - index).join("/")}/`);
  const keys = [...folders.filter((each) => each !== "/").map((each) => `${each}node_modules/`), "node_modules/", ""];
  for (const key of keys) {
    const entry = String.raw`"${literally(key)}durable-functions":\s*\{\s*`;
    const link = new RegExp(String.raw`${entry}"resolved":\s*"([^"]+)",\s*"link":\s*true`).exec(text);
    if (link?.[1] !== undefined) return { folder: link[1] };
    const found = versionIn(text, new RegExp(String.raw`${entry}"version":\s*"(\d[^"]*)"`));
    if (found) return found;
  }
  return undefined;
}

/** The entry for the very range, else any: what a workspace links has a version that says nothing. */
function readYarn(text: string, { range }: LockedFor): LockedSdk | undefined {
  const entry = /^"?durable-functions@([^\n]*):\r?\n\s+version:?\s+"?(\d[^"\r\n]*)/gm;
  const entries = [...text.matchAll(entry)].filter(([, , version]) => version !== "0.0.0-use.local");
  const isAsked = (keys = "") =>
    keys.split(/",?\s*|,\s*/).some((key) => /^(?:durable-functions@)?(?:npm:)?(.*)$/.exec(key)?.[1] === range);
  const version = (entries.find(([, keys]) => isAsked(keys)) ?? entries[0])?.[2];
  return version === undefined ? undefined : { version };
}

function readPnpm(text: string, { app }: LockedFor): LockedSdk | undefined {
  const lines = text.replaceAll("\r\n", "\n");
  const importer =
    new RegExp(String.raw`^ {2}'?${literally(app || ".")}'?:\n((?: {4}.*\n|\n)*)`, "m").exec(lines)?.[1] ?? "";
  const [, own = ""] = /^ +durable-functions:\n +specifier:.*\n +version: '?([^\s']+)/m.exec(importer) ?? [];
  const [, version] = /^(\d[^(_]*)/.exec(own) ?? [];
  if (version !== undefined) return { version };
  const [, folder] = /^(?:link|file):(.+?)(?:\(.*)?$/.exec(own) ?? [];
  if (folder !== undefined) return { folder: own.startsWith("link:") && app ? `${app}/${folder}` : folder };
  return (
    versionIn(lines, /^\s+'?\/?durable-functions[@/](\d[^:('_\s]*)/m) ??
    versionIn(
      lines,
      /^ {2}'?(?:durable-functions@)?\S*azure-functions-durable-js\S*:\n(?: {4}.*\n)*? {4}version: (\d\S*)/m,
    )
  );
}

function versionIn(text: string, pattern: RegExp): LockedSdk | undefined {
  const version = pattern.exec(text)?.[1];
  return version === undefined ? undefined : { version };
}

function literally(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}/]/g, String.raw`\$&`);
}

/**
 * `ThirdPartyNotices.txt`: the licences of the packages whose code is in the extension's bundles. The source maps of all
 * bundles together say which those are; plugins of webpack know one bundle each.
 */
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./root.ts";

export const noticesFile = inRoot("ThirdPartyNotices.txt");

/** Bundles of the package; `.vscodeignore` names them, too. */
const shipped = /^(?:extension|graphView|lintWorker|replayHost)(?:\.js\.map$|[\\/])/;
const isLicence = (name: string) => /^(?:licen[cs]e|copying|notice|third-?party-?notice)/i.test(name);

export function writeNotices(): void {
  fs.writeFileSync(noticesFile, noticesText(bundledPackages()));
}

/** Folders of packages, from the root. */
function bundledPackages(): readonly string[] {
  const maps = fs
    .readdirSync(inRoot("dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => shipped.test(file) && file.endsWith(".js.map"));
  const sources = maps.flatMap((file) => {
    const map = JSON.parse(fs.readFileSync(inRoot("dist", file), "utf8")) as { readonly sources: readonly string[] };
    return map.sources;
  });
  const folders = sources.flatMap((source) => /(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/.exec(source)?.[0] ?? []);
  return [...new Set(folders.map((folder) => folder.slice(0, -1)))].sort();
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

/** Packages with the same text have it once. */
function noticesText(folders: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const folder of folders) {
    const manifest = JSON.parse(fs.readFileSync(inRoot(folder, "package.json"), "utf8")) as Manifest;
    const text = licenceText(folder, manifest);
    groups.set(text, [...(groups.get(text) ?? []), titleOf(manifest)]);
  }
  const parts = [...groups].map(([text, titles]) => `${titles.join("\n")}\n\n${text}`);
  const head =
    "The Durable Functions Toolkit contains code of the packages below, which come under licences of their own.\n" +
    "The packages of the sample app have theirs beside them, in dist/sample/node_modules.";
  const line = "-".repeat(78);
  return `${[head, ...parts].join(`\n\n${line}\n\n`)}\n`;
}

function titleOf({ name, version, license }: Manifest): string {
  return `${name} ${version} (${license ?? "see below"})`;
}

function licenceText(folder: string, { license, author }: Manifest): string {
  const files = fs.readdirSync(inRoot(folder)).filter(isLicence).sort();
  const texts = files.map((name) =>
    fs
      .readFileSync(path.join(inRoot(folder), name), "utf8")
      .replaceAll("\r\n", "\n")
      .trim(),
  );
  if (texts.length) return texts.join("\n\n");
  if (license === undefined) throw new Error(`${folder} says nothing of its licence: look it up before it is shipped.`);
  const by = typeof author === "string" ? author : author?.name;
  return `The package has no licence file; its package.json says ${license}${by === undefined ? "" : `, by ${by}`}.`;
}

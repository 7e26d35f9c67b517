/** `npm run contributes`: writes what package.json says to VS Code, from the typed data in src/contributions. */
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { format } from "prettier";
import { inRoot } from "./root.ts";

type ManifestPart = () => unknown;

/** Puts the result of each function that manifest.ts exports under its name into package.json. */
export async function writeContributions(): Promise<void> {
  const file = inRoot("package.json");
  const before = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, unknown>;
  const parts = Object.entries(await loadManifest()).map(([name, part]) => [name, part()] as const);
  const text = JSON.stringify({ ...before, ...Object.fromEntries(parts) });
  fs.writeFileSync(file, await format(text, { parser: "json-stringify", printWidth: 120 }));
}

async function loadManifest(): Promise<Record<string, ManifestPart>> {
  const { outputFiles } = await build({
    entryPoints: [inRoot("src", "contributions", "manifest.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
  });
  const program = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${program}`)) as Record<string, ManifestPart>;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await writeContributions();

/** `npm run contributes`: writes what package.json says to VS Code, from the typed data in src/contributions. */
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import type { RuleDescription } from "../src/contributions/manifest.ts";
import { loadSource } from "./loadSource.ts";
import { inRoot } from "./root.ts";

type ManifestPart = (rules: readonly RuleDescription[]) => unknown;

/** Puts the result of each function that manifest.ts exports under its name into package.json. */
export async function writeContributions(): Promise<void> {
  const file = inRoot("package.json");
  const before = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, unknown>;
  const manifest = await loadSource<Record<string, ManifestPart>>("src/contributions/manifest.ts");
  const { ruleDescriptions } = await loadSource<{ ruleDescriptions: readonly RuleDescription[] }>(
    "scripts/ruleDescriptions.ts",
  );
  const parts = Object.entries(manifest).map(([name, part]) => [name, part(ruleDescriptions)] as const);
  const text = JSON.stringify({ ...before, ...Object.fromEntries(parts) });
  fs.writeFileSync(file, await format(text, { parser: "json-stringify", printWidth: 120 }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await writeContributions();

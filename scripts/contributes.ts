/** `npm run contributes`: writes package.json and the README of rules from typed data. */
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import type { RuleDescription } from "../src/contributions/manifest.ts";
import { loadSource } from "./loadSource.ts";
import { inRoot } from "./root.ts";
import { withRuleTable } from "./ruleTable.ts";

type ManifestPart = (rules: readonly RuleDescription[]) => unknown;

/** Puts what manifest.ts exports under its names into package.json, and the table of rules into README.md. */
export async function writeContributions(): Promise<void> {
  const file = inRoot("package.json");
  const before = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, unknown>;
  const manifest = await loadSource<Record<string, ManifestPart>>("src/contributions/manifest.ts");
  const { ruleDescriptions, settableDescriptions } =
    await loadSource<Record<"ruleDescriptions" | "settableDescriptions", readonly RuleDescription[]>>(
      "scripts/ruleDescriptions.ts",
    );
  const parts = Object.entries(manifest).map(([name, part]) => [name, part(settableDescriptions)] as const);
  const text = JSON.stringify({ ...before, ...Object.fromEntries(parts) });
  fs.writeFileSync(file, await format(text, { parser: "json-stringify", printWidth: 120 }));
  const readme = inRoot("README.md");
  const withRules = withRuleTable(fs.readFileSync(readme, "utf8"), ruleDescriptions);
  fs.writeFileSync(readme, await format(withRules, { parser: "markdown", printWidth: 120 }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await writeContributions();

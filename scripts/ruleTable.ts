import type { RuleDescription } from "../src/contributions/manifest.ts";

/** Lines of README.md between which the table of all rules stands. */
const begin = "<!-- rules: npm run contributes writes this table -->";
const end = "<!-- end of rules -->";

/** README.md with the table of these rules in its place. Throws when the place is not marked. */
export function withRuleTable(readme: string, rules: readonly RuleDescription[]): string {
  const [before, rest] = readme.split(`${begin}\n`);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`README.md lacks "${begin}" or "${end}".`);
  const rows = rules.map(({ id, description, severity }) => [
    `[\`${id}\`](media/rules/${id}.md)`,
    severity,
    description,
  ]);
  const table = [["Rule", "Severity", "What it does"], ["---", "---", "---"], ...rows].map(
    (row) => `| ${row.join(" | ")} |`,
  );
  return `${before}${begin}\n\n${table.join("\n")}\n\n${end}${after}`;
}

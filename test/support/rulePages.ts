import fs from "node:fs";
import path from "node:path";
import { allRules } from "../../src/analysis/allRules";

const folder = path.join(process.cwd(), "media", "rules");
const rulesOfCode = new Set(allRules.map(({ meta }) => meta.docs.id));

export interface RulePage {
  readonly rule: string;
  readonly incorrect: string;
  readonly correct: string;
  readonly language: "js" | "ts";
  /** Version of the SDK that the samples are for. */
  readonly sdk?: string;
}

/** The samples of the pages of all rules of code. */
export function rulePages(): readonly RulePage[] {
  return fs
    .readdirSync(folder)
    .map((name) => path.basename(name, ".md"))
    .filter((rule) => rulesOfCode.has(rule))
    .map((rule) => {
      const page = fs.readFileSync(path.join(folder, `${rule}.md`), "utf8");
      const incorrect = sampleOf(page, "Incorrect");
      const [, sdk] = /^\/\/ durable-functions (\S+)$/m.exec(incorrect) ?? [];
      const language = page.includes("\n```ts\n") ? "ts" : "js";
      return { rule, incorrect, correct: sampleOf(page, "Correct"), language, ...(sdk !== undefined && { sdk }) };
    });
}

function sampleOf(page: string, section: string): string {
  return new RegExp(`^## ${section}\n\n\`\`\`[jt]s\n([^]*?)\n\`\`\`$`, "m").exec(page)?.[1] ?? "";
}

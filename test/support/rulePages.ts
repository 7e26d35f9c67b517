import fs from "node:fs";
import path from "node:path";

const folder = path.join(process.cwd(), "media", "rules");

export interface RulePage {
  readonly rule: string;
  readonly incorrect: string;
  readonly correct: string;
  /** Version of the SDK that the samples are for. */
  readonly sdk?: string;
}

/** The samples of the pages of all rules. */
export function rulePages(): readonly RulePage[] {
  return fs.readdirSync(folder).map((name) => {
    const page = fs.readFileSync(path.join(folder, name), "utf8");
    const incorrect = sampleOf(page, "Incorrect");
    const [, sdk] = /^\/\/ durable-functions (\S+)$/m.exec(incorrect) ?? [];
    return {
      rule: path.basename(name, ".md"),
      incorrect,
      correct: sampleOf(page, "Correct"),
      ...(sdk !== undefined && { sdk }),
    };
  });
}

function sampleOf(page: string, section: string): string {
  return new RegExp(`^## ${section}\n\n\`\`\`js\n([^]*?)\n\`\`\`$`, "m").exec(page)?.[1] ?? "";
}

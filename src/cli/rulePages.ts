import { readFileSync } from "node:fs";
import path from "node:path";

/** The text of a rule's page, Markdown; undefined: there is none. */
export type RulePages = (rule: string) => string | undefined;

/** @param root folder of the package */
export function rulePagesIn(root: string): RulePages {
  return (rule) => {
    try {
      return readFileSync(path.join(root, "media", "rules", `${rule}.md`), "utf8");
    } catch {
      return undefined;
    }
  };
}

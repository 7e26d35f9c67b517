import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { installed, soundApp } from "./setupFindings";

/** Files of the app by absolute path. */
export type PageFiles = Readonly<Record<string, string>>;

/**
 * A section of the page of a rule of the set-up, as an app in which all that the section does not name fits. Each sample
 * begins with the file that it is: `// package.json, with durable-functions 2.1.3`.
 */
export function setupSample(rule: string, section: "Incorrect" | "Correct"): PageFiles {
  const page = fs.readFileSync(path.join(process.cwd(), "media", "rules", `${rule}.md`), "utf8");
  const text = page.split(/^## /m).find((each) => each.startsWith(section)) ?? "";
  const samples = [...text.matchAll(/^```\w+\n\/\/ (\S+?)(?:, with durable-functions (\S+))?\n([^]*?)\n```$/gm)];
  assert.ok(samples.length > 0, `${rule} has samples in the section ${section}`);
  const files: Record<string, string> = { ...soundApp };
  for (const [, file = "", sdk, code = ""] of samples) {
    files[`/app/${file}`] = code;
    if (sdk !== undefined) files["/app/node_modules/durable-functions/package.json"] = installed(sdk);
  }
  return files;
}

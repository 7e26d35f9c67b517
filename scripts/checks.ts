import { runTool } from "./process.ts";
import type { Result, Section } from "./report.ts";

const LIMIT_MS = 10 * 60_000;

const tools = [
  { title: "types", program: "typescript/bin/tsc", values: ["--noEmit"] },
  { title: "types of pages", program: "typescript/bin/tsc", values: ["--noEmit", "-p", "src/webview"] },
  { title: "lint", program: "eslint/bin/eslint.js", values: ["."] },
  { title: "format", program: "prettier/bin/prettier.cjs", values: ["--check", "."] },
];

/** What is checked without running our code; each counts as one test. */
export async function checks(): Promise<Section> {
  const results: Result[] = [];
  for (const { title, program, values } of tools) {
    const from = performance.now();
    const { ok, output } = await runTool(program, values, { limit: LIMIT_MS });
    const duration = performance.now() - from;
    results.push(ok ? { title, state: "passed", duration } : { title, state: "failed", duration, detail: output });
  }
  return { name: "checks", results };
}

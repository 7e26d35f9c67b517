import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Linter } from "eslint";
import { parser } from "typescript-eslint";
import type { Finding } from "../../src/analysis/finding";
import { plugin } from "../../src/eslint/plugin";
import { isCodeFile } from "../../src/syntax/fitness";
import { applied } from "./mendedCode";
import type { CodeFiles } from "./mendedCode";

const config: Linter.Config[] = [
  { files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"], languageOptions: { parser } },
  plugin.configs.all,
];

let folder: string | undefined;
let count = 0;

/** Files of this process, which go with it. */
function newFolder(): string {
  folder ??= fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-marks-")));
  const made = folder;
  if (count === 0) process.once("exit", () => fs.rmSync(made, { recursive: true, force: true }));
  const own = path.join(made, String(count++));
  fs.mkdirSync(own);
  return own;
}

/** What ESLint reports of the code among these files, one after the other, a line each; without files that do not parse. */
export function eslintLines(files: CodeFiles): ReadonlyMap<string, readonly string[]> {
  const cwd = newFolder();
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    fs.writeFileSync(path.join(cwd, file), text);
  }
  const linter = new Linter({ cwd });
  const lines = new Map<string, readonly string[]>();
  for (const [file, text] of Object.entries(files)) {
    if (!isCodeFile(file) || file.includes("/node_modules/")) continue;
    const messages = linter.verify(text, config, { filename: path.join(cwd, file) });
    if (messages.some(({ fatal }) => fatal)) continue;
    const own = messages.map((message) => messageLine(file, text, message));
    lines.set(file, own);
  }
  return lines;
}

/** A finding as ESLint is to report it; files are seen from the root. */
export function findingLine(finding: Finding, files: CodeFiles): string {
  const { place, rule, message, chain, sink, fix, suggestions } = finding;
  const way = `(in ${chain.at(-1)?.label ?? ""}, ${sink.file.slice(1)}:${sink.start.line}:${sink.start.column})`;
  const at = `${place.file}:${place.start.line}:${place.start.column}-${place.end.line}:${place.end.column}`;
  const text = files[place.file] ?? "";
  const fixes = [...(fix ? [fix] : []), ...suggestions].filter(({ file }) => file === place.file);
  const fixed = fixes.map((each) => applied(text, each));
  return [at, `durable-toolkit/${rule}`, chain.length ? `${message} ${way}` : message, ...fixed].join(" | ");
}

function messageLine(file: string, text: string, found: Linter.LintMessage): string {
  const at = `${file}:${found.line}:${found.column}-${found.endLine}:${found.endColumn}`;
  const fixes = [...(found.fix ? [found.fix] : []), ...(found.suggestions ?? []).map(({ fix }) => fix)];
  const fixed = fixes.map(({ range, text: put }) => text.slice(0, range[0]) + put + text.slice(range[1]));
  return [at, found.ruleId, found.message, ...fixed].join(" | ");
}

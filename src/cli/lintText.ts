import path from "node:path";
import type { Finding, FindingSeverity, LintResult } from "../analysis/finding";
import type { SourcePlace } from "../base/sourcePlace";
import { printable, type Paint } from "./terminal";

const colours = { error: "red", warning: "yellow", info: "blue", hint: "dim" } as const;

/** For people: findings by file, the way to each below it, and one line that sums up. */
export function lintPretty({ findings, fileCount }: LintResult, cwd: string, paint: Paint): string {
  const lines: string[] = [];
  let file = "";
  for (const finding of findings) {
    if (finding.place.file !== file) {
      file = finding.place.file;
      lines.push("", paint("bold", printable(path.relative(cwd, file))));
    }
    lines.push(...findingLines(finding, cwd, paint));
  }
  lines.push("", sumUp(findings, fileCount), "");
  return lines.join("\n").replace(/^\n/, "");
}

function findingLines({ place, severity, message, rule, chain, sink }: Finding, cwd: string, paint: Paint) {
  const at = `${place.start.line}:${place.start.column}`;
  const line = `  ${at.padEnd(8)}${paint(colours[severity], severity.padEnd(8))} ${printable(message)}  ${paint("dim", rule)}`;
  if (!chain.length) return [line];
  const way = [...chain.slice(1), { place: sink, label: "" }].map(({ place: next, label }, index) => {
    const caller = chain[index]?.label ?? "";
    return `${" ".repeat(10)}${paint("dim", printable(`in ${caller}, ${placeText(next, cwd)}${label === "" ? "" : ` calls ${label}`}`))}`;
  });
  return [line, ...way];
}

function placeText({ file, start }: SourcePlace, cwd: string): string {
  return `${path.relative(cwd, file)}:${start.line}:${start.column}`;
}

function sumUp(findings: readonly Finding[], fileCount: number): string {
  const files = `${fileCount} ${fileCount === 1 ? "file" : "files"}`;
  const counts = (["error", "warning", "info", "hint"] as const).flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return count ? [`${count} ${plural(severity, count)}`] : [];
  });
  return `${counts.length ? counts.join(", ") : "0 findings"}; ${files} checked`;
}

function plural(severity: FindingSeverity, count: number): string {
  return count === 1 || severity === "info" ? severity : `${severity}s`;
}

/** The array of the command line's contract. */
export function lintJson({ findings }: LintResult): string {
  const list = findings.map(({ place, rule, severity, message, chain, fix }) => ({
    file: place.file,
    line: place.start.line,
    column: place.start.column,
    endLine: place.end.line,
    endColumn: place.end.column,
    rule,
    severity,
    message,
    chain: chain.map((link) => ({ file: link.place.file, line: link.place.start.line, label: link.label })),
    fixable: fix !== undefined,
  }));
  return `${JSON.stringify(list)}\n`;
}

/** Commands that GitHub Actions turns into annotations of the changed files. */
export function lintGithub({ findings }: LintResult, cwd: string): string {
  const kinds = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;
  return findings
    .map(({ place, sink, chain, rule, severity, message }) => {
      const way = chain.length ? ` (in ${chain.at(-1)?.label ?? ""}, ${placeText(sink, cwd)})` : "";
      const file = path.relative(cwd, place.file).split(path.sep).join("/");
      const at = `file=${property(file)},line=${place.start.line},col=${place.start.column},endLine=${place.end.line},endColumn=${place.end.column}`;
      return `::${kinds[severity]} ${at},title=${property(rule)}::${data(message + way)}\n`;
    })
    .join("");
}

function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

import { plainText } from "../diagnostics/plainText";
import type { SetupReport } from "../../project/setup/setupReport";
import { setupRows, setupVerdict } from "../../project/setup/setupWords";

/** The report of *Check Setup*; `linkTo` gives the address of a file's line, from 1. */
export function setupMarkdown(report: SetupReport, linkTo: (file: string, line: number) => string): string {
  const findings = report.findings.map(({ file, line, severity, rule, message }) => {
    const place = `[${plain(baseName(file))}:${line}](${linkTo(file, line)})`;
    return `- **${severity}** ${place}: ${plain(plainText(message))} (${rule})`;
  });
  const rows = setupRows(report).map(([label, text]) => `| ${label} | ${plain(text)} |`);
  const functions = report.functions.map(
    ({ kind, name, file, line }) =>
      `| ${kind} | ${plain(name)} | [${plain(baseName(file))}:${line}](${linkTo(file, line)}) |`,
  );
  return [
    `# Setup of ${plain(baseName(report.app))}`,
    setupVerdict(report),
    ...(findings.length ? ["## What does not fit", findings.join("\n")] : []),
    "## What the toolkit sees",
    ["| | |", "| --- | --- |", ...rows].join("\n"),
    ...(functions.length ? ["## Functions", ["| | | |", "| --- | --- | --- |", ...functions].join("\n")] : []),
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

/** Texts of the user's stay texts: no markup, no link, no table cell. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#|!~&]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

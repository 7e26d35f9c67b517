import type { SetupReport } from "../project/setup/setupReport";
import { setupRows, setupVerdict } from "../project/setup/setupWords";
import { printable, relativePaths, type Paint } from "./terminal";

const colours = { error: "red", warning: "yellow", info: "blue", hint: "dim" } as const;

/** The report of `doctor` for people. */
export function setupText(report: SetupReport, cwd: string, paint: Paint): string {
  const rows = setupRows(report).map(([label, text]) => `  ${paint("dim", label.padEnd(12))}${text}\n`);
  const functions = report.functions.map(
    ({ kind, name, file, line }) => `    ${kind} ${name}  ${paint("blue", `${file}:${line}`)}\n`,
  );
  const findings = report.findings.map(
    ({ file, line, column, severity, rule, message }) =>
      `${file}:${line}:${column}  ${paint(colours[severity], severity)}  ${message}  ${paint("dim", rule)}\n`,
  );
  const text = [`${report.app}\n`, ...rows, ...functions, "\n", ...findings, `${setupVerdict(report)}\n`]
    .map((line) => shown(line))
    .join("");
  return relativePaths(text, cwd);
}

/** Escape codes are ours; those of the user's data are made harmless. */
function shown(line: string): string {
  return (
    line
      // eslint-disable-next-line no-control-regex -- Control characters are what this is about.
      .split(/(\u001b\[\d+m)/)
      .map((part, index) => (index % 2 ? part : printable(part)))
      .join("")
  );
}

import { backendNames } from "../project/taskHub";
import type { SetupReport } from "./setupReport";
import { printable, relativePaths, type Paint } from "./terminal";

const colours = { error: "red", warning: "yellow", info: "blue" } as const;

/** The report of `doctor` for people. */
export function setupText(report: SetupReport, cwd: string, paint: Paint): string {
  const rows = rowsOf(report).map(([label, text]) => `  ${paint("dim", label.padEnd(12))}${text}\n`);
  const functions = report.functions.map(
    ({ kind, name, file, line }) => `    ${kind} ${name}  ${paint("blue", `${file}:${line}`)}\n`,
  );
  const findings = report.findings.map(
    ({ file, line, column, severity, rule, message }) =>
      `${file}:${line}:${column}  ${paint(colours[severity], severity)}  ${message}  ${paint("dim", rule)}\n`,
  );
  const text = [`${report.app}\n`, ...rows, ...functions, "\n", ...findings, `${verdict(report)}\n`]
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

function rowsOf({ model, language, sdk, node, extension, backend, hub, connection, functions }: SetupReport) {
  const range = sdk.range === undefined ? "not in package.json" : `package.json: ${sdk.range}`;
  const bundle = extension.bundle === undefined ? [] : [`bundle ${extension.bundle}`];
  const version = extension.version === undefined ? [] : [extension.version];
  const tables = hub.tables ? `; tables ${hub.tables.history}, ${hub.tables.instances}` : "";
  const rows: (readonly [label: string, text: string])[] = [
    ["Model", `${model}, ${language === "typescript" ? "TypeScript" : "JavaScript"}`],
    ["SDK", `durable-functions ${sdk.version ?? "is not installed"} (${range})`],
    ["Node", node ? `${node.version} (${node.why}: ${node.path})` : "none that suits"],
    ["Extension", [...bundle, ...version].join(", ") || "none"],
    ["Backend", backendNames[backend]],
    ["Hub", `${hub.name} (${hub.source})${tables}`],
    ...(connection ? ([["Connection", connectionText(connection)]] as const) : []),
    ["Functions", String(functions.length)],
  ];
  return rows;
}

function connectionText({ setting, source, kind }: NonNullable<SetupReport["connection"]>): string {
  if (kind === "missing") return `${setting} (not set)`;
  return kind === "identity" ? `${setting} (by identity)` : `${setting} (${source ?? ""})`;
}

function verdict({ findings }: SetupReport): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  if (findings.length === 0) return "Everything fits together.";
  return `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")}, ${plural(count("info"), "note")}.`;
}

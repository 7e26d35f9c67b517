import { backendNames } from "../taskHub";
import type { SetupReport } from "./setupReport";

/** What is seen of an app, for people: labels and texts. */
export function setupRows(report: SetupReport): readonly (readonly [label: string, text: string])[] {
  const { model, language, sdk, node, extension, backend, hub, connection, functions } = report;
  const range = sdk.range === undefined ? "not in package.json" : `package.json: ${sdk.range}`;
  const bundle = extension.bundle === undefined ? [] : [`bundle ${extension.bundle}`];
  const version = extension.version === undefined ? [] : [extension.version];
  const tables = hub.tables ? `; tables ${hub.tables.history}, ${hub.tables.instances}` : "";
  return [
    ["Model", `${model}, ${language === "typescript" ? "TypeScript" : "JavaScript"}`],
    ["SDK", `durable-functions ${sdk.version ?? "is not installed"} (${range})`],
    ["Node", node ? `${node.version} (${node.why}: ${node.path})` : "none that suits"],
    ["Extension", [...bundle, ...version].join(", ") || "none"],
    ["Backend", backendNames[backend]],
    ["Hub", `${hub.name} (${hub.source})${tables}`],
    ...(connection ? ([["Connection", connectionText(connection)]] as const) : []),
    ["Functions", String(functions.length)],
  ];
}

function connectionText({ setting, source, kind }: NonNullable<SetupReport["connection"]>): string {
  if (kind === "missing") return `${setting} (not set)`;
  return kind === "identity" ? `${setting} (by identity)` : `${setting} (${source ?? ""})`;
}

/** The line that sums up. */
export function setupVerdict({ findings }: SetupReport): string {
  const count = (...severities: readonly string[]) =>
    findings.filter(({ severity }) => severities.includes(severity)).length;
  const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  if (findings.length === 0) return "Everything fits together.";
  return `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")}, ${plural(count("info", "hint"), "note")}.`;
}

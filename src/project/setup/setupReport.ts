import { findConnection } from "../connections";
import type { FunctionApp } from "../functionApp";
import { shownHubName } from "./hubName";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

/** What `doctor --json` prints and *Check Setup* shows; no value of a setting is in it. */
export type SetupReport = ReturnType<typeof setupReport>;

export interface SetupAnswers {
  /** The Node that would run the app; absent when none suits, which is then a finding. */
  readonly node?: { readonly path: string; readonly version: string; readonly why: string } | undefined;
  readonly findings: readonly SetupFinding[];
  /** The tables of a hub, as storage names them. */
  readonly tables: (prefix: string) => { readonly history: string; readonly instances: string };
}

export function setupReport(facts: SetupFacts, { node, findings, tables }: SetupAnswers) {
  const { app, bundle, extensionVersion } = facts;
  const range = app.packageJson?.sdkRange;
  return {
    app: app.root,
    model: app.model,
    language: app.language,
    sdk: { ...(range !== undefined && { range }), ...(app.sdk && { version: app.sdk.version }) },
    ...(node && { node: { path: node.path, version: node.version, why: node.why } }),
    extension: {
      ...(bundle && { bundle: bundle.range }),
      ...(extensionVersion !== undefined && { version: extensionVersion }),
    },
    backend: app.durable.backend,
    hub: hubOf(app, tables),
    // Other backends name their connections in ways of their own.
    ...(app.durable.backend === "azureStorage" && { connection: connectionOf(app) }),
    functions: app.functions.map(({ name, kind, file, line }) => ({ name, kind, file, line })),
    findings: findings.map(findingLine),
  };
}

function hubOf({ durable }: FunctionApp, tables: SetupAnswers["tables"]) {
  const { name, source, isValid } = durable.hub;
  const hasTables = durable.backend === "azureStorage" && isValid;
  return {
    name: shownHubName(name),
    source,
    valid: isValid,
    ...(hasTables && { tables: tables(durable.trackingStore?.prefix ?? name) }),
  };
}

interface ConnectionLine {
  readonly setting: string;
  readonly source?: string;
  readonly kind: string;
}

function connectionOf({ settings, durable }: FunctionApp): ConnectionLine {
  // What stands there in place of a name may be a secret; a finding says so.
  if (/[=;]/.test(durable.connectionName)) return { setting: "[secret]", kind: "missing" };
  const found = findConnection(settings, durable.connectionName);
  if (found.kind !== "connectionString") return { setting: found.setting, kind: found.kind };
  return { setting: found.setting.name, source: found.setting.source, kind: found.kind };
}

/** As `lint` prints findings. */
function findingLine({ rule, severity, message, place: { file, start, end } }: SetupFinding) {
  const from = { file, line: start.line, column: start.column };
  const to = { endLine: end.line, endColumn: end.column };
  return { ...from, ...to, rule, severity, message, chain: [], fixable: false };
}

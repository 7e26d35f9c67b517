import { parentOf } from "../base/paths";
import type { SourceReader } from "../base/ports";
import { findAppRoot } from "../project/findAppRoot";
import { openApp } from "../project/openApp";
import type { Environment } from "../project/settings";
import { checkSetup, withSeverities } from "../project/setup/checkSetup";
import { readSetupFacts, type SetupFacts } from "../project/setup/setupFacts";
import type { SetupFinding } from "../project/setup/setupFinding";
import type { Finding, FindingSeverity, RuleId } from "./finding";

export interface SetupRequest {
  /** Absolute paths of code; the set-up of their apps is looked at, of each app once. */
  readonly files: readonly string[];
  readonly severities: Readonly<Record<RuleId, FindingSeverity | "off">>;
  /** Counts over local.settings.json. */
  readonly environment: Environment;
}

/** What does not fit together in the durable apps of some files; files outside of apps have none. */
export async function setupFindings(reader: SourceReader, request: SetupRequest): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const root of await rootsOf(reader, request.files)) {
    const { value: app } = await openApp(reader, root, request.environment);
    const facts = await readSetupFacts(reader, app);
    if (!isDurable(facts)) continue;
    // That nothing is installed or built yet says nothing of the code, and is usual where lint runs.
    for (const found of withSeverities(checkSetup(facts, []), request.severities))
      if (isKnown(found, facts)) findings.push(findingOf(found));
  }
  return findings;
}

async function rootsOf(reader: SourceReader, files: readonly string[]): Promise<ReadonlySet<string>> {
  const roots = new Set<string>();
  for (const folder of new Set(files.map(parentOf))) {
    const root = await findAppRoot(reader, folder);
    if (root !== undefined) roots.add(root);
  }
  return roots;
}

/** Other function apps need nothing of what the rules ask for. */
function isDurable({ app, host }: SetupFacts): boolean {
  return (
    app.sdk !== undefined ||
    app.packageJson?.sdkRange !== undefined ||
    app.functions.some(({ kind }) => kind !== "other") ||
    host.member("extensions", "durableTask") !== undefined
  );
}

/** Repositories leave local.settings.json out: without it, that a setting is missing is not known. */
function isKnown({ isAboutAbsentSetting }: SetupFinding, { localSettings }: SetupFacts): boolean {
  return !isAboutAbsentSetting || localSettings !== undefined;
}

function findingOf({ rule, severity, message, place }: SetupFinding): Finding {
  return { rule, severity, message, place, sink: place, chain: [], suggestions: [] };
}

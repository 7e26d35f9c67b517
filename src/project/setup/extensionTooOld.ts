import { askedSdk } from "./askedSdk";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "extension-too-old";
const newest = '"[4.*, 5.0.0)"';

interface Need {
  readonly minimum: readonly [major: number, minor: number];
  readonly what: string;
}

/** Extension bundles that are absent, or older than what the SDK and host.json ask for. */
export function extensionTooOld(facts: SetupFacts): readonly SetupFinding[] {
  const { bundle, hasExtensionProject } = facts;
  if (!bundle) return hasExtensionProject ? [] : [missing(facts)];
  const { end, range } = bundle;
  if (!end) return [];
  const unmet = needsOf(facts).find(({ minimum }) => isBelow(end, minimum));
  if (!unmet) return [];
  const message = `The extension bundle ${range} is too old: ${unmet.what} needs ${unmet.minimum.join(".")} or newer. Set extensionBundle.version to ${newest}.`;
  return [{ rule, severity: "error", message, place: bundle.place }];
}

/** Bundle 3.15: README of durable-functions 3. Bundle 4.26: the first with orchestration versioning. */
function needsOf(facts: SetupFacts): readonly Need[] {
  const hasVersion = facts.host.member("extensions", "durableTask", "defaultVersion") !== undefined;
  const sdk = askedSdk(facts);
  return [
    ...(hasVersion ? [{ minimum: [4, 26], what: "defaultVersion (orchestration versioning)" } as const] : []),
    ...(sdk && sdk.major >= 3 ? [{ minimum: [3, 15], what: sdk.text } as const] : []),
  ];
}

/** True when no version before `end` reaches the minimum. */
function isBelow(end: readonly [number, number], [major, minor]: readonly [number, number]): boolean {
  return end[0] < major || (end[0] === major && end[1] <= minor);
}

function missing({ host }: SetupFacts): SetupFinding {
  const message = `host.json names no extensionBundle and there is no extensions.csproj: the host starts without the Durable Functions extension. Add "extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": ${newest} }.`;
  return { rule, severity: "warning", message, place: host.place() };
}

import { dependency } from "./sdkAndModel";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

/** An installed SDK that package.json does not ask for: what runs here is not what runs after a fresh install. */
export function sdkRange(facts: SetupFacts): readonly SetupFinding[] {
  const { app } = facts;
  const range = app.packageJson?.sdkRange;
  if (!app.sdk || range === undefined || satisfies(app.sdk.version, range)) return [];
  const message = `package.json asks for durable-functions ${range}, and ${app.sdk.version} is installed. Run \`npm install\` in the app's folder.`;
  return [{ rule: "sdk-range", severity: "warning", message, place: dependency(facts, ["durable-functions"]) }];
}

/** Of `1.2.3`, `^1.2.3` and `~1.2.3`; any other form counts as met, as it cannot be judged here. */
function satisfies(version: string, range: string): boolean {
  const wanted = /^([~^]?)(\d+)\.(\d+)\.(\d+)$/.exec(range.trim());
  const own = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (!wanted || !own) return true;
  const [, operator] = wanted;
  const [major = 0, minor = 0, patch = 0] = own.slice(1).map(Number);
  const [least = 0, leastMinor = 0, leastPatch = 0] = wanted.slice(2).map(Number);
  if (operator === "") return major === least && minor === leastMinor && patch === leastPatch;
  if (major !== least || (operator === "~" && minor !== leastMinor)) return false;
  return minor > leastMinor || (minor === leastMinor && patch >= leastPatch);
}

import { ruleSeverities, type RuleSeverity } from "../../contributions/settings";
import { readSetting } from "../settings";

/** What the user makes of rules; settings files are written by hand, so that what is no severity is left out. */
export function readRuleSeverities(): Readonly<Record<string, RuleSeverity>> {
  const set = Object.entries(readSetting("lint.rules"));
  return Object.fromEntries(set.filter(([, severity]) => ruleSeverities.includes(severity)));
}

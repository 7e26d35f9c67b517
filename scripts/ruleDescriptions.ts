import { doctorRules, reportedRules } from "../src/analysis/setupRules";
import type { RuleDescription } from "../src/contributions/manifest";

/** Rules with a page, in alphabetical order. */
export const ruleDescriptions = describe(reportedRules);

/** All that a setting gives a severity. */
export const settableDescriptions = describe([...reportedRules, ...doctorRules]);

function describe(rules: typeof reportedRules): readonly RuleDescription[] {
  return rules
    .map(({ docs, severity }) => ({ id: docs.id, description: docs.description, severity }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

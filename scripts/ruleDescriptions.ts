import { reportedRules } from "../src/analysis/setupRules";
import type { RuleDescription } from "../src/contributions/manifest";

/** What the manifest says of each rule, in alphabetical order. */
export const ruleDescriptions: readonly RuleDescription[] = reportedRules
  .map(({ docs, severity }) => ({ id: docs.id, description: docs.description, severity }))
  .sort((one, other) => (one.id < other.id ? -1 : 1));

import type { FindingSeverity, RuleId } from "../analysis/finding";
import { doctorRules, reportedRules } from "../analysis/setupRules";
import { didYouMean } from "../base/nearNames";
import { usage } from "./arguments";

const severities = ["error", "warning", "info", "hint", "off"] as const satisfies readonly (FindingSeverity | "off")[];

/** @param texts as `no-wall-clock=error`; of two for one rule the last counts */
export function readSeverities(texts: readonly string[]): Readonly<Record<RuleId, FindingSeverity | "off">> {
  return Object.fromEntries(texts.map(readSeverity));
}

function readSeverity(text: string): readonly [RuleId, FindingSeverity | "off"] {
  const [, id = text, word = ""] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const ids = reportedRules.map(({ docs }) => docs.id);
  if (doctorRules.some(({ docs }) => docs.id === id))
    throw usage(`lint does not report ${id}, so --rule cannot change it: only doctor and Check Setup do.`);
  if (!ids.includes(id)) throw usage(`There is no rule ${id}.${didYouMean(id, ids)}`);
  const severity = severities.find((each) => each === word);
  if (!severity) throw usage(`--rule takes ${id}= and one of ${severities.join(", ")}, not "${text}".`);
  return [id, severity];
}

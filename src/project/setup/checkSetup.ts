import { LineIndex } from "../../base/lineIndex";
import type { Problem } from "../../base/parsed";
import { backendWithoutTables } from "./backendWithoutTables";
import { connectionSetting } from "./connectionSetting";
import { extensionTooOld } from "./extensionTooOld";
import { functionNames } from "./functionNames";
import { hostSettingPlace } from "./hostSettingPlace";
import { hostSettingUnknown } from "./hostSettingUnknown";
import { hostSettingValue } from "./hostSettingValue";
import { hostSettingWithoutEffect } from "./hostSettingWithoutEffect";
import { hubName } from "./hubName";
import { invalidJson } from "./invalidJson";
import { localSettings } from "./localSettings";
import { orchestratorBindings } from "./orchestratorBindings";
import { sdkAndModel } from "./sdkAndModel";
import { sdkRange } from "./sdkRange";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

type SetupRule = (facts: SetupFacts) => readonly SetupFinding[];

/** Rules of the group "configuration" by id. */
export const setupRules: Readonly<Record<string, SetupRule>> = {
  "invalid-json": invalidJson,
  "host-setting-place": hostSettingPlace,
  "host-setting-unknown": hostSettingUnknown,
  "host-setting-value": hostSettingValue,
  "host-setting-without-effect": hostSettingWithoutEffect,
  "hub-name": hubName,
  "backend-without-tables": backendWithoutTables,
  "extension-too-old": extensionTooOld,
  "sdk-and-model": sdkAndModel,
  "sdk-range": sdkRange,
  "function-names": functionNames,
  "connection-setting": connectionSetting,
  "local-settings": localSettings,
  "orchestrator-bindings": orchestratorBindings,
};

/** Problems of reading the app that a rule words with an exact place. */
const coveredByRules = new Set(["hub-name-invalid", "hub-setting-missing", "settings-encrypted"]);

/** What does not fit together in an app; `problems` are those of reading it. Errors come first. */
export function checkSetup(facts: SetupFacts, problems: readonly Problem[]): readonly SetupFinding[] {
  const broken = new Set(invalidJson(facts).map(({ place }) => place.file));
  // Of a file that cannot be read, nothing else is known.
  const isSaid = ({ rule, place }: SetupFinding) => rule === "invalid-json" || !broken.has(place.file);
  const found = Object.values(setupRules)
    .flatMap((rule) => rule(facts))
    .filter(isSaid);
  const read = problems.filter(({ code }) => !coveredByRules.has(code)).map(findingOf);
  return inOrder([...read.filter(({ place }) => !broken.has(place.file)), ...found]);
}

/** What is found, as severe as the user says, without what is `off`. */
export function withSeverities(
  findings: readonly SetupFinding[],
  severities: Readonly<Record<string, SetupFinding["severity"] | "off">>,
): readonly SetupFinding[] {
  const kept = findings.flatMap((found) => {
    const severity = severities[found.rule] ?? found.severity;
    return severity === "off" ? [] : [{ ...found, severity }];
  });
  return inOrder(kept);
}

function inOrder(findings: readonly SetupFinding[]): readonly SetupFinding[] {
  const order = ["error", "warning", "info", "hint"];
  return [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** Places of problems are `file`, `file:line` or `file, path`. */
function findingOf({ code, severity, message, place }: Problem): SetupFinding {
  const [, file = place, line = "1"] = /^(.*?)(?::(\d+)|, .*)?$/s.exec(place) ?? [];
  const position = { line: Number(line), column: 1 };
  const start = new LineIndex("").place(file, { start: 0, end: 0 });
  return { rule: code, severity, message, place: { ...start, start: position, end: position } };
}

import { allRules } from "./allRules";
import type { FindingSeverity } from "./finding";
import type { RuleMeta } from "./rule";

/** Rules of project/setup as `lint` names them; `orchestrator-bindings` is a rule of code as well, and there already. */
export const setupRules: readonly RuleMeta[] = [
  setupRule("invalid-json", "error", "Require configuration that can be read"),
  setupRule("host-setting-place", "error", "Require settings of host.json in the block where they are read"),
  setupRule("host-setting-unknown", "warning", "Disallow settings that the durable extension does not have"),
  setupRule("host-setting-value", "error", "Require values in host.json with which the host starts"),
  setupRule("host-setting-without-effect", "warning", "Disallow settings that only .NET apps can use"),
  setupRule("hub-name", "error", "Require a name for the task hub that storage takes"),
  setupRule("backend-without-tables", "info", "Say that the toolkit cannot read the histories of this backend"),
  setupRule(
    "extension-too-old",
    "error",
    "Require an extension bundle that the installed durable-functions works with",
  ),
  setupRule("sdk-and-model", "error", "Require a durable-functions for the app's programming model"),
  setupRule("sdk-range", "warning", "Require that the installed durable-functions is the one of package.json"),
  setupRule("function-names", "error", "Disallow two functions of one name"),
  setupRule("connection-setting", "warning", "Require the setting that holds the connection of the task hub"),
  setupRule("local-settings", "error", "Require settings that are readable, and for Node"),
];

/**
 * What only `doctor` and Check Setup report, of this machine or of reading the app; `lint` also runs where nothing is
 * installed or built. `lint.rules` says how severe it is for Check Setup.
 */
export const doctorRules: readonly RuleMeta[] = [
  setupRule("sdk-missing", "error", "Require that durable-functions is installed"),
  setupRule("sdk-unsupported", "error", "Require a durable-functions that the toolkit replays"),
  setupRule("node-unsupported", "error", "Require a Node that the installed durable-functions works with"),
  setupRule("build-missing", "error", "Require the files that the Functions host loads"),
  setupRule("build-stale", "warning", "Require a build that is newer than its sources"),
  setupRule("function-without-trigger", "warning", "Require a trigger in each function.json"),
  setupRule("setting-not-text", "warning", "Require texts as values of local.settings.json"),
];

/** What `lint` may report: rules of code, and those of the set-up. */
export const reportedRules: readonly RuleMeta[] = [...allRules.map(({ meta }) => meta), ...setupRules];

/** @param severity of most of its findings; a finding has its own */
function setupRule(id: string, severity: FindingSeverity, description: string): RuleMeta {
  return { type: "problem", docs: { id, description }, severity, schema: [], messages: {} };
}

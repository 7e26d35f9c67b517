import fs from "node:fs";
import path from "node:path";
import type { ESLint, Linter, Rule } from "eslint";
import { allRules } from "../analysis/allRules";
import type { FindingSeverity } from "../analysis/finding";
import { unlessAbsent } from "../node/absent";
import { eslintRule } from "./eslintRule";

const name = "durable-toolkit";

/** Style is left to who asks for it. */
const recommended: Readonly<Record<FindingSeverity, Linter.RuleSeverity>> = {
  error: "error",
  warning: "warn",
  info: "warn",
  hint: "off",
};

const rules: Readonly<Record<string, Rule.RuleModule>> = Object.fromEntries(
  allRules.map(({ meta }) => [meta.docs.id, eslintRule(meta)]),
);

const configs: Record<"recommended" | "all", Linter.Config> = {
  recommended: configOf("recommended", (severity) => recommended[severity]),
  all: configOf("all", (severity) => (severity === "error" ? "error" : "warn")),
};

/** `durable-toolkit/eslint`: the rules of the toolkit for ESLint 9 and newer, flat configuration. */
export const plugin = {
  meta: { name, ...ownVersion() },
  rules,
  configs,
} satisfies ESLint.Plugin;

function configOf(config: string, levelOf: (severity: FindingSeverity) => Linter.RuleSeverity): Linter.Config {
  return {
    name: `${name}/${config}`,
    plugins: {
      // The very object that users import: ESLint refuses two of one name.
      get [name]() {
        return plugin;
      },
    },
    rules: Object.fromEntries(allRules.map(({ meta }) => [`${name}/${meta.docs.id}`, levelOf(meta.severity)])),
  };
}

/** Of the package that the bundle lies in; tests are bundled elsewhere. */
function ownVersion(): { readonly version?: string } {
  const text = unlessAbsent(() => fs.readFileSync(path.join(__dirname, "..", "package.json"), "utf8"));
  return text === undefined ? {} : { version: (JSON.parse(text) as { readonly version: string }).version };
}

import type { Linter, Rule } from "eslint";

/** What `import durable from "durable-toolkit/eslint"` gives. */
declare const plugin: {
  readonly meta: { readonly name: string; readonly version: string };
  readonly rules: Readonly<Record<string, Rule.RuleModule>>;
  readonly configs: Record<"recommended" | "all", Linter.Config>;
};

export = plugin;

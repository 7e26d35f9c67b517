import { keyOf, parentOf, unwrap } from "../../syntax/nodes";
import type { MemberExpression } from "../../syntax/nodes";
import type { Value } from "../linker/values";
import { defineRule, type RuleContext } from "../rule";
import { durableMembers, isListedMajor, packageExports } from "../sdk/durableTable";
import { isOlder, majorOf } from "../sdk/versions";

export const sdkMembers = defineRule({
  meta: {
    type: "problem",
    docs: { id: "sdk-members", description: "Disallow what the installed durable-functions does not have" },
    severity: "error",
    scope: "everywhere",
    schema: [],
    messages: {
      tooNew:
        "`{{name}}` came with durable-functions {{since}}; this app uses {{sdk}}. Update the package, or do without.",
      notYet:
        "`{{name}}` belongs to durable-functions 3 (model v4); this app uses {{sdk}}. Update the package, or use function.json with `df.orchestrator`.",
      gone: "`{{name}}` belongs to durable-functions 1 and 2; this app uses {{sdk}}. Register with `df.app`.",
      otherApp:
        "The `app` of @azure/functions has no `{{name}}`: the file fails to load. Use `app` of durable-functions: `df.app.{{name}}`.",
    },
  },
  create: (context) => ({
    MemberExpression(node) {
      const { sdk } = context.durable;
      const name = keyOf(node);
      if (name !== undefined && durableKinds.test(name)) checkOtherApp(context, node, name);
      if (sdk === undefined || name === undefined || !isListedMajor(majorOf(sdk))) return;
      if (context.durable.isDurable(node.object)) checkMember(context, node, name, sdk);
      else checkExport(context, node, name, sdk);
    },
  }),
});

const durableKinds = /^(orchestration|activity|entity)$/;

/** `import { app } from "@azure/functions"`, which registers functions that are not durable. */
function checkOtherApp(context: RuleContext, node: MemberExpression, name: string): void {
  const parent = parentOf(node);
  if (parent?.type !== "CallExpression" || unwrap(parent.callee) !== node) return;
  const values = context.durable.valuesOf(node);
  const isOther = ({ kind, ...value }: Value) =>
    kind === "package" && "module" in value && value.module === "@azure/functions" && value.path === `app.${name}`;
  if (values.length > 0 && values.every(isOther)) context.report({ node, messageId: "otherApp", data: { name } });
}

function checkMember(context: RuleContext, node: MemberExpression, name: string, sdk: string): void {
  const since = Object.hasOwn(durableMembers, name) ? durableMembers[name] : undefined;
  // Before it is there, a member that is asked for with `?.` is the way to do without.
  if (since === undefined || !isOlder(sdk, since) || node.optional) return;
  context.report({ node: node.property, messageId: "tooNew", data: { name, since, sdk } });
}

function checkExport(context: RuleContext, node: MemberExpression, name: string, sdk: string): void {
  const range = Object.hasOwn(packageExports, name) ? packageExports[name] : undefined;
  if (!range || !context.durable.registered.isSdk(node.object)) return;
  const major = majorOf(sdk);
  if (major >= range.since && major <= range.until) return;
  const messageId = major < range.since ? "notYet" : "gone";
  context.report({ node, messageId, data: { name: `df.${name}`, sdk } });
}

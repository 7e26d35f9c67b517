import { nearNames } from "../../base/nearNames";
import { keyOf, parentOf, unwrap, wrapped } from "../../syntax/nodes";
import type { MemberExpression } from "../../syntax/nodes";
import { defineRule, type RuleContext, type Suggestion } from "../rule";
import { durableMembers, entityMembers, isListedMajor, undocumentedMembers } from "../sdk/durableTable";
import { majorOf } from "../sdk/versions";

export const unknownDurableMember = defineRule({
  meta: {
    type: "problem",
    docs: { id: "unknown-durable-member", description: "Disallow members that a durable context does not have" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      unknown: "`{{object}}` has no `{{name}}`.{{hint}}",
      misplaced: "`{{name}}` is a member of `{{object}}.df`, not of `{{object}}`.",
      uncalled: "`{{object}}.{{name}}` is the function, not what it gives. Call it.",
      rename: "Use {{name}}",
      call: "Call it",
    },
  },
  create: (context) => ({
    MemberExpression(node) {
      const { sdk } = context.durable;
      if (sdk !== undefined && !isListedMajor(majorOf(sdk))) return;
      if (context.durable.isDurable(node.object)) checkMember(context, node);
      else if (context.durable.isOrchestrationContext(node.object)) checkContextMember(context, node);
    },
  }),
});

const everyFunction = new Set(Object.getOwnPropertyNames(Function.prototype));

/** What every object has, and what people look at in a debugger, is not asked about. */
const everyObject = new Set(Object.getOwnPropertyNames(Object.prototype));

function checkMember(context: RuleContext, node: MemberExpression): void {
  const name = keyOf(node);
  if (name === "getInput" && isTakenForInput(node, context)) {
    const call: Suggestion = { messageId: "call", fix: (fixer) => fixer.insertTextAfter(node, "()") };
    const data = { object: textOf(context, node.object), name };
    context.report({ node, messageId: "uncalled", data, suggest: [call] });
    return;
  }
  if (name === undefined || isKnown(name) || isAsked(node)) return;
  const near = nearNames(name, Object.keys(durableMembers)).filter((each) => canStandFor(node, each));
  context.report({
    node: node.property,
    messageId: "unknown",
    data: {
      object: textOf(context, node.object),
      name,
      hint: near.length ? ` Did you mean \`${near.join("` or `")}\`?` : " Its members are listed on the rule's page.",
    },
    suggest: near.map((each) => renameTo(node, each)),
  });
}

/** Passed to a durable call, returned, or read from: `df.getInput.id`; a name may be called later. */
function isTakenForInput(node: MemberExpression, { durable }: RuleContext): boolean {
  const { parent } = wrapped(node);
  if (parent?.type === "MemberExpression") return parent.object === wrapped(node) && !isOfFunction(keyOf(parent));
  if (parent?.type === "CallExpression")
    return unwrap(parent.callee) !== node && durable.durableCallName(parent) !== undefined;
  if (parent?.type === "Property") return keyOf(parent) !== "getInput";
  return /^(ReturnStatement|SpreadElement|TemplateLiteral)$/.test(parent?.type ?? "");
}

/** `bind`, `call`… */
function isOfFunction(name: string | undefined): boolean {
  return name !== undefined && (everyFunction.has(name) || everyObject.has(name));
}

/** With retry a call takes its options too: without them it fails. */
function canStandFor(node: MemberExpression, name: string): boolean {
  const parent = parentOf(node);
  return parent?.type !== "CallExpression" || parent.arguments.length > 1 || !name.endsWith("WithRetry");
}

function isKnown(name: string): boolean {
  const isListed = Object.hasOwn(durableMembers, name) || entityMembers.has(name) || undocumentedMembers.has(name);
  return isListed || everyObject.has(name);
}

/** Written to, or asked whether it is there: the code knows that others do not have it. */
function isAsked(node: MemberExpression): boolean {
  if (node.optional) return true;
  const parent = parentOf(node);
  if (parent?.type === "AssignmentExpression") return unwrap(parent.left) === node;
  if (parent?.type === "UnaryExpression") return parent.operator === "typeof" || parent.operator === "!";
  return parent?.type === "IfStatement" || (parent?.type === "CallExpression" && parent.optional);
}

/** `context.instanceId` where `context.df.instanceId` is meant. */
function checkContextMember(context: RuleContext, node: MemberExpression): void {
  const name = keyOf(node);
  if (name === undefined || !Object.hasOwn(durableMembers, name) || isAsked(node)) return;
  const object = textOf(context, node.object);
  context.report({
    node: node.property,
    messageId: "misplaced",
    data: { object, name },
    suggest: [renameTo(node, `df.${name}`)],
  });
}

function renameTo(node: MemberExpression, name: string): Suggestion {
  return { messageId: "rename", data: { name }, fix: (fixer) => fixer.replaceText(node.property, name) };
}

function textOf(context: RuleContext, node: { readonly range: readonly [number, number] }): string {
  return context.sourceCode.text.slice(...node.range).slice(0, 40);
}

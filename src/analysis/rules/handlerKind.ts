import { unwrap } from "../../syntax/nodes";
import type { CallExpression, FunctionNode, Node } from "../../syntax/nodes";
import type { FunctionSummary } from "../../syntax/summary";
import { defineRule, type RuleContext } from "../rule";

export const handlerKind = defineRule({
  meta: {
    type: "problem",
    docs: { id: "handler-kind", description: "Require handlers of the kind that their registration runs" },
    severity: "error",
    scope: "everywhere",
    schema: [],
    messages: {
      orchestrator:
        "An orchestrator is a generator function, `function* (context)`; this one returns nothing that can be replayed.",
      activity:
        "A generator function given as an activity never runs: the call gives an iterator. Use `async` with `await`.",
      entity:
        "A generator function given as an entity never runs: the call gives an iterator. Use a plain or `async` function.",
      bare: "This generator is not given to `df.orchestrator`, so it never runs: the host gets an iterator. Write `df.orchestrator(function* (context) { … })`.",
      mismatch: "`df.{{made}}` is given this function, but the function.json that runs it makes it {{kind}}. {{next}}",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const registration = context.durable.registered.registrationAt(node);
      if (!registration) return;
      const { kind, handler } = registration;
      if (kind === "orchestration") checkOrchestrator(context, node, handler);
      else if (
        (kind === "activity" || kind === "entity") &&
        context.durable.registered.isFromSdk(node) &&
        isAlways(handler, "isGenerator")
      )
        context.report({ node: handlerNode(node), messageId: kind });
    },
    FunctionDeclaration: (node) => checkFolder(context, node),
    FunctionExpression: (node) => checkFolder(context, node),
    ArrowFunctionExpression: (node) => checkFolder(context, node),
  }),
});

const kindWords = {
  orchestration: "an orchestrator",
  activity: "an activity",
  entity: "an entity",
  other: "a function of another trigger",
} as const;

/** A function that a function.json runs, in model v3. */
function checkFolder(context: RuleContext, node: FunctionNode): void {
  const found = context.durable.registered.folderHandlerAt(node);
  if (!found) return;
  const { kind, madeInto } = found;
  if (madeInto !== undefined && madeInto !== kind) {
    const made = madeInto === "entity" ? "entity" : "orchestrator";
    const next = `Correct the trigger in function.json, or export a function that is ${kindWords[kind]}.`;
    context.report({ node, messageId: "mismatch", data: { made, kind: kindWords[kind], next } });
  } else if (madeInto === undefined && node.generator && kind !== "other")
    context.report({ node, messageId: kind === "orchestration" ? "bare" : kind });
}

type Handler = readonly (FunctionSummary | undefined)[];

/** `async` handlers have a rule of their own, and one that returns a call may return a generator. */
function checkOrchestrator(context: RuleContext, node: CallExpression, handler: Handler): void {
  if (!context.durable.registered.isFromSdk(node) || !handler.length) return;
  const isPlain = handler.every((each) => each && !each.isGenerator && !each.isAsync && !each.returns.some(isOpen));
  if (isPlain) context.report({ node: handlerNode(node), messageId: "orchestrator" });
}

/** A returned value that may be a generator. */
function isOpen({ kind }: { readonly kind: string }): boolean {
  return kind !== "string" && kind !== "object";
}

function isAlways(handler: Handler, what: "isGenerator"): boolean {
  return handler.length > 0 && handler.every((each) => each?.[what] === true);
}

function handlerNode(node: CallExpression): Node {
  const given = unwrap(node.arguments.at(-1) ?? node);
  if (given.type !== "ObjectExpression") return given;
  for (const property of given.properties) {
    const isHandler =
      property.type === "Property" && property.key.type === "Identifier" && property.key.name === "handler";
    if (isHandler) return property.key;
  }
  return given;
}

import { unwrap } from "../../syntax/nodes";
import type { CallExpression, Node, YieldExpression } from "../../syntax/nodes";
import { kindsText, mismatchOf, type JsonShape } from "../types/jsonShape";
import { shapeOfValue } from "../types/valueShape";
import { defineRule, type RuleContext } from "../rule";

/** Position of the input behind the name. */
const inputs: Readonly<Record<string, number>> = { callActivity: 1, callActivityWithRetry: 2 };

export const activityTypes = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "activity-types",
      description: "Require inputs and results of the types that the activity states",
    },
    severity: "warning",
    schema: [],
    messages: {
      input: "Activity `{{name}}` takes {{wanted}}, and gets {{given}} here.",
      missing: "Activity `{{name}}` takes an object with `{{member}}`, which is missing here.",
      output: "Activity `{{name}}` gives {{given}}, not {{wanted}}.",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const name = activityOf(node, context);
      if (name !== undefined) checkInput(context, node, name);
    },
    YieldExpression(node) {
      const call = node.argument && unwrap(node.argument);
      const name = call?.type === "CallExpression" && !node.delegate ? activityOf(call, context) : undefined;
      if (name !== undefined) checkOutput(context, node, name);
    },
  }),
});

/** The name that a call says as a text. */
function activityOf(node: CallExpression, { durable }: RuleContext): string | undefined {
  if (inputs[durable.durableCallName(node) ?? ""] === undefined) return undefined;
  const [name] = node.arguments;
  const [value, ...others] = name ? durable.valuesOf(name) : [];
  return value?.kind === "string" && !others.length ? value.value : undefined;
}

function checkInput(context: RuleContext, node: CallExpression, name: string): void {
  const input = node.arguments[inputs[context.durable.durableCallName(node) ?? ""] ?? 1];
  const wanted = input && context.durable.activityShapes(name)?.input;
  const given = wanted && shapeOfValue(input, context.durable);
  const mismatch = given && mismatchOf(wanted, given);
  if (!mismatch) return;
  if (mismatch === true) {
    const data = { name, wanted: kindsText(wanted), given: kindsText(given) };
    context.report({ node: input, messageId: "input", data });
  } else context.report({ node: input, messageId: "missing", data: { name, member: mismatch.missing } });
}

/** `const total: number = yield context.df.callActivity("priceOf", order)`. */
function checkOutput(context: RuleContext, node: YieldExpression, name: string): void {
  const annotation = annotationFor(node);
  const given = annotation && context.durable.activityShapes(name)?.output;
  const wanted = given && context.durable.shapeOfType(annotation);
  if (!wanted || !isOther(wanted, given)) return;
  context.report({
    node: annotation,
    reachedBy: node,
    messageId: "output",
    data: { name, wanted: kindsText(wanted), given: kindsText(given) },
  });
}

/** An activity that gives nothing gives null. */
function isOther(wanted: JsonShape, given: JsonShape): boolean {
  return mismatchOf(wanted, given) === true;
}

function annotationFor(node: YieldExpression): Node | undefined {
  const { parent } = node;
  if (parent.type !== "VariableDeclarator" || parent.init !== node || parent.id.type !== "Identifier") return undefined;
  return parent.id.typeAnnotation?.typeAnnotation;
}

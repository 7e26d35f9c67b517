import { functionAround, isFunction, unwrap } from "../../syntax/nodes";
import type { CallExpression, Identifier, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { RuleContext, Suggestion } from "../rule";
import { ownNodesOf } from "../tasks/returnedExpressions";
import { defineTaskRule, type Tasks } from "../tasks/tasks";

export const serializableInput = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "serializable-input", description: "Require inputs and outputs that survive as JSON" },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      error: "An Error is written as `{}`: its message is lost. Pass {{hint}}.",
      collection: "A `{{what}}` is written as `{}`: what it holds is lost. Pass an array or an object.",
      function: "A function is left out of what is written. Pass what it gives.",
      bigint: "A bigint cannot be written as JSON, which fails the run. Pass it as a text.",
      readMessage: "Pass its message",
    },
  },
  create: (context, tasks) => ({
    CallExpression(node) {
      const input = inputOf(node, context.durable, tasks);
      if (input) checkValue(context, input, 0);
    },
    ReturnStatement(node) {
      const { argument } = node;
      const around = functionAround(node);
      if (argument && around && context.durable.isOrchestrator(around)) checkValue(context, argument, 0);
    },
  }),
});

/** Which argument is written into the history. */
const inputs: Readonly<Record<string, number>> = {
  callActivity: 1,
  callActivityWithRetry: 2,
  callSubOrchestrator: 1,
  callSubOrchestratorWithRetry: 2,
  callEntity: 2,
  signalEntity: 2,
  continueAsNew: 0,
  setCustomStatus: 0,
};

function inputOf(node: CallExpression, durable: DurableCode, { kinds }: Tasks): Node | undefined {
  const name = durable.durableCallName(node);
  const index = name === undefined ? undefined : inputs[name];
  if (index !== undefined) return node.arguments[index];
  const isRegistered = durable.valuesOf(node.callee).some(({ kind }) => kind === "registered");
  return isRegistered && kinds.taskMadeBy(node) !== undefined ? node.arguments[0] : undefined;
}

/** Objects in objects in objects… */
const maximalDepth = 4;

function checkValue(context: RuleContext, node: Node, depth: number): void {
  const value = unwrap(node);
  if (depth > maximalDepth) return;
  switch (value.type) {
    case "ObjectExpression":
      return value.properties.forEach((each) => {
        if (each.type === "Property") checkValue(context, each.value, depth + 1);
      });
    case "ArrayExpression":
      return value.elements.forEach((each) => each && checkValue(context, each, depth + 1));
    case "ConditionalExpression":
      return [value.consequent, value.alternate].forEach((each) => checkValue(context, each, depth + 1));
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return context.report({ node: value, messageId: "function" });
    case "Literal":
      if ("bigint" in value) context.report({ node: value, messageId: "bigint" });
      return;
    case "Identifier":
    case "NewExpression":
      return checkObject(context, value);
    default:
      return;
  }
}

function checkObject(context: RuleContext, node: Node): void {
  const isName = node.type === "Identifier";
  if (isName && isCaught(node, context.durable)) {
    if (isChecked(node)) return;
    const hint = `\`${node.name}.message\``;
    return context.report({ node, messageId: "error", data: { hint }, suggest: messageSuggestions(node) });
  }
  const paths = context.durable.valuesOf(node).map((each) => (each.kind === "global" ? each.path : ""));
  const [path = ""] = paths;
  if (paths.some((each) => each !== path)) return;
  if (/^([A-Z]\w*)?Error#$/.test(path)) {
    context.report({ node, messageId: "error", data: { hint: "its message" } });
  } else if (/^(Map|Set)#$/.test(path)) {
    context.report({ node, messageId: "collection", data: { what: path.slice(0, -1) } });
  }
}

/** `catch (error)`, as long as it is given no other value. */
function isCaught(name: Identifier, { tree }: DurableCode): boolean {
  const variable = tree.keys.variableOf(name);
  const [definition] = variable?.defs ?? [];
  return definition?.type === "CatchClause" && !variable?.references.some((each) => each.isWrite());
}

/** `isFailure(error) ? error : …`: what is thrown on purpose may be no Error. */
function isChecked(name: Identifier): boolean {
  let node: Node = name;
  for (let outer: Node | undefined = name.parent; outer && !isFunction(outer); outer = outer.parent) {
    const test = outer.type === "IfStatement" || outer.type === "ConditionalExpression" ? outer.test : undefined;
    if (test && test !== node && [test, ...ownNodesOf(test)].some((each) => asksAbout(each, name))) return true;
    node = outer;
  }
  return false;
}

function asksAbout(node: Node, { name }: Identifier): boolean {
  const isName = (each: Node) => each.type === "Identifier" && each.name === name;
  if (node.type === "CallExpression") return node.arguments.some(isName);
  if (node.type !== "BinaryExpression" || node.operator !== "instanceof") return false;
  return isName(node.left) && !(node.right.type === "Identifier" && node.right.name === "Error");
}

function messageSuggestions(node: Identifier): readonly Suggestion[] {
  const isShort = node.parent.type === "Property" && node.parent.shorthand;
  const text = isShort ? `${node.name}: ${node.name}.message` : `${node.name}.message`;
  return [{ messageId: "readMessage", fix: (fixer) => fixer.replaceText(node, text) }];
}

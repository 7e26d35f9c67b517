import { codeChildrenOf } from "../../syntax/codeChildren";
import { isInLogging, isLoggingOnly } from "../../syntax/loggingCalls";
import type { Binding } from "../../syntax/moduleBindings";
import { functionAround, isFunction, isInside, keyOf, unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import { isReplayGuarded, leaves } from "../../syntax/replayGuards";
import type { DurableCode } from "../durableCode";

/** What is kept for logs and traces may differ between a run and its replay. */
const forPeople = /log|trac(e|k|ing)|span|telemetry|metric|monitor/i;

type IfStatement = Extract<Node, { type: "IfStatement" }>;

/** Whether what a test of the run decides changes more than logs. Durable calls in it are looked at elsewhere. */
export function branchMatters(statement: IfStatement, durable: DurableCode): boolean {
  const branches = [statement.consequent, ...(statement.alternate ? [statement.alternate] : [])];
  if (branches.some((branch) => matters(branch, branch, durable))) return true;
  if (!branches.some(leaves)) return false;
  const around = functionAround(statement);
  if (around && durable.isOrchestrator(around) && branches.some(leavesFunction)) return true;
  return restOf(statement).some((each) => matters(each, each, durable) || calls(each, durable));
}

/** Assigns what is declared outside, or a property of it. */
function matters(node: Node, branch: Node, durable: DurableCode): boolean {
  if (node.type === "CallExpression" && isLoggingOnly(node, durable.tree.keys)) return false;
  if (node.type === "AssignmentExpression" && isOutside(node.left, branch, durable)) return true;
  if (node.type === "UpdateExpression" && isOutside(node.argument, branch, durable)) return true;
  return [...codeChildrenOf(node)].some((child) => matters(child, branch, durable));
}

function isOutside(target: Node, branch: Node, durable: DurableCode): boolean {
  const { tree } = durable;
  let root = unwrap(target);
  const names: (string | undefined)[] = [];
  while (root.type === "MemberExpression") {
    names.push(keyOf(root));
    root = unwrap(root.object);
  }
  if (root.type !== "Identifier") return root.type === "ObjectPattern" || root.type === "ArrayPattern";
  if ([...names, root.name].some((name) => forPeople.test(name ?? ""))) return false;
  const variable = tree.keys.variableOf(root);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return true;
  return !isInside(definition.name, branch) && !servesLogs(variable, durable);
}

/** Only what logs, and what no replay runs, reads a variable: `const prefix = isReplaying ? "again" : ""`. */
export function servesLogs({ name, references }: Binding, { tree }: DurableCode): boolean {
  if (forPeople.test(name)) return true;
  const reads = references.filter((each) => each.isRead() && !each.isWrite());
  return (
    reads.length > 0 &&
    reads.every(({ identifier }) => isInLogging(identifier, tree.keys) || isReplayGuarded(identifier, tree.keys))
  );
}

function calls(node: Node, durable: DurableCode): boolean {
  if (node.type === "YieldExpression") return true;
  if (node.type === "CallExpression" && durable.durableCallName(node) !== undefined) return true;
  return !isFunction(node) && [...codeChildrenOf(node)].some((child) => calls(child, durable));
}

function leavesFunction(branch: Node): boolean {
  const last = branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
}

/** What is left out by leaving: the statements after one in its block. */
function restOf(statement: Node): readonly Node[] {
  const { parent } = statement;
  const block =
    parent?.type === "BlockStatement" ? parent.body : parent?.type === "SwitchCase" ? parent.consequent : [];
  return block.filter((each) => each.range[0] >= statement.range[1]);
}

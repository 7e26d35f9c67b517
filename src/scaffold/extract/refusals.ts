import type { FunctionNode, Node } from "../../syntax/nodes";
import { functionAround } from "../../syntax/nodes";
import { isInsideAny, nodesIn } from "./selection";

/** Why code cannot run in a function of its own; undefined: nothing in its syntax speaks against it. */
export function refusedSyntax(nodes: readonly Node[], around: FunctionNode): string | undefined {
  for (const node of nodesIn(nodes)) {
    const own = isOfArrows(node) ? functionWithThis(node) : functionAround(node);
    const reason = own === around || node.type === "Super" ? reasonOf(node, nodes) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** What an arrow function has from the function around it. */
function isOfArrows(node: Node): boolean {
  return node.type === "ThisExpression" || node.type === "MetaProperty" || isArguments(node);
}

function isArguments(node: Node): boolean {
  return node.type === "Identifier" && node.name === "arguments";
}

function functionWithThis(node: Node): FunctionNode | undefined {
  let around = functionAround(node);
  while (around?.type === "ArrowFunctionExpression") around = functionAround(around);
  return around;
}

function reasonOf(node: Node, nodes: readonly Node[]): string | undefined {
  switch (node.type) {
    case "YieldExpression":
      return "The selection holds a yield, which only an orchestrator can wait for: select the code between two yields.";
    case "ReturnStatement":
      return "The selection returns from the orchestrator: select what comes before the return.";
    case "BreakStatement":
    case "ContinueStatement":
      return leavesLoop(node, nodes)
        ? "The selection leaves a loop or switch around it: select that as well."
        : undefined;
    case "Identifier":
      return isArguments(node) ? "The selection uses arguments, which an activity does not have." : undefined;
    case "ThisExpression":
    case "Super":
    case "MetaProperty":
      return "The selection uses this, super or new.target, which an activity does not have.";
    default:
      return undefined;
  }
}

const loops = /^(?:For|While|DoWhile)/;

type Jump = Extract<Node, { type: `${"Break" | "Continue"}Statement` }>;

function leavesLoop(node: Jump, nodes: readonly Node[]): boolean {
  for (let outer: Node | undefined = node.parent; outer && isInsideAny(outer, nodes); outer = outer.parent) {
    if (isTargetOf(outer, node)) return false;
  }
  return true;
}

function isTargetOf(outer: Node, { type, label }: Jump): boolean {
  if (label) return outer.type === "LabeledStatement" && outer.label.name === label.name;
  return loops.test(outer.type) || (type === "BreakStatement" && outer.type === "SwitchStatement");
}

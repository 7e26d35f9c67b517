import { unwrap } from "../../syntax/nodes";
import type { Node, VariableDeclarator } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

/** Variables on the way from a value to the timer. */
const maximalVariables = 3;

/** Whether a value becomes the date of a durable timer: in its arguments, or through variables. */
export function setsTimer(node: Node, durable: DurableCode, depth = 0): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "CallExpression":
        if (durable.durableCallName(parent) === "createTimer") return parent.arguments[0] === at;
        // What another call makes of it is a date still; what an activity is handed is not.
        if (durable.durableCallName(parent) !== undefined) return false;
        break;
      case "VariableDeclarator":
        return parent.id.type === "Identifier" && depth < maximalVariables && variableSetsTimer(parent, durable, depth);
      case "ExpressionStatement":
      case "ReturnStatement":
      case "BlockStatement":
      case "Property":
        return false;
      default:
        break;
    }
  }
  return false;
}

function variableSetsTimer(declarator: VariableDeclarator, durable: DurableCode, depth: number): boolean {
  const [variable] = durable.tree.scopeManager.getDeclaredVariables(declarator);
  const uses = variable?.references.filter((each) => each.isRead()).map(({ identifier }) => identifier) ?? [];
  return uses.some((use) => !isTest(use) && setsTimer(use, durable, depth + 1));
}

/** `now > deadline ? … : …`: what is asked is not what is set. */
function isTest(node: Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (/Statement$|Declarator$/.test(parent.type))
      return "test" in parent && unwrap(parent.test as Node) === unwrap(at);
    if (parent.type === "ConditionalExpression" && parent.test === at) return true;
  }
  return false;
}

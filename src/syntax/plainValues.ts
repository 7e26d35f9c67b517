import { unwrap } from "./nodes";
import type { Node } from "./nodes";

const operatorsOfNumbers = new Set("- * / % ** | & ^ << >> >>> == != === !== < > <= >= in instanceof".split(" "));

/** Numbers, truth values and the like: values that nothing can be called or found in. */
export function isPlainValue(given: Node): boolean {
  const node = unwrap(given);
  switch (node.type) {
    case "Literal":
      return typeof node.value !== "string" && !("regex" in node);
    case "Identifier":
      return node.name === "undefined";
    case "UnaryExpression":
    case "UpdateExpression":
      return true;
    case "BinaryExpression":
      return operatorsOfNumbers.has(node.operator);
    default:
      return false;
  }
}

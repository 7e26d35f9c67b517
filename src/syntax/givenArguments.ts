import type { DeclarationKeys } from "./declarations";
import type { OpenCallSite } from "./declarationSummaries";
import { isClass, isFunction, keyOf, methodOf, unwrap } from "./nodes";
import type { CallExpression, Node } from "./nodes";
import { parameterAt } from "./omittedParameters";

/** What a call hands over, as far as it can be told. */
type GivenArguments = Pick<OpenCallSite, "given" | "passes">;

/** As many positions as a number has bits to spare; nobody passes more. */
const maximalArguments = 16;
const maximalDepth = 6;
/** Methods that hand each element to a function, then its position and the list. */
const givesElements = /^(map|flatMap|forEach|filter|find|findIndex|some|every)$/;
const elementAndPosition = 0b111;
/** Methods that may well return nothing. */
const mayReturnNothing = /^(get|find|findLast|at|pop|shift|match|exec|getInput|getItem|getState|next)$/;
/** Members of `context.df` that are always there, and constants as people write them. */
const alwaysThere = /^(currentUtcDateTime|instanceId|[A-Z][A-Z0-9_]*)$/;

/** Adds what a function is given by what it is handed to: `dates.map(format)`. */
export function addGivenByReceiver(site: GivenArguments, handed: Node): void {
  const call = handed.parent;
  const isFirst = call?.type === "CallExpression" && call.arguments[0] === handed;
  if (isFirst && givesElements.test(methodOf(call) ?? "")) site.given = elementAndPosition;
}

/** Adds what a call or a `new` gives. */
export function addGivenArguments(site: GivenArguments, call: Node, keys: DeclarationKeys): void {
  if (call.type !== "CallExpression" && call.type !== "NewExpression") return;
  let given = 0;
  for (let position = 0; position < call.arguments.length && position < maximalArguments; position++) {
    const argument = call.arguments[position];
    if (!argument || argument.type === "SpreadElement") break;
    if (isThere(argument, keys)) {
      given |= 1 << position;
      continue;
    }
    const parameter = parameterAt(argument, keys);
    if (parameter !== undefined) site.passes = { ...site.passes, [position]: parameter };
  }
  if (given) site.given = given;
}

/** The value is neither undefined nor null, nor one that counts as false by the way it is written. */
function isThere(node: Node, keys: DeclarationKeys, depth = 0): boolean {
  if (node.type === "TSNonNullExpression") return true;
  if (depth > maximalDepth || node.type === "ChainExpression") return false;
  const value = unwrap(node);
  switch (value.type) {
    case "Literal":
      return Boolean(value.value) || "regex" in value;
    case "TemplateLiteral":
      return value.expressions.length > 0 || value.quasis[0]?.value.raw !== "";
    case "CallExpression":
      return mayReturn(value);
    case "MemberExpression":
      return alwaysThere.test(keyOf(value) ?? "");
    case "UnaryExpression":
      return value.operator !== "void" && value.operator !== "!";
    case "ConditionalExpression":
      return isThere(value.consequent, keys, depth + 1) && isThere(value.alternate, keys, depth + 1);
    case "LogicalExpression":
      return value.operator !== "&&" && isThere(value.right, keys, depth + 1);
    case "AssignmentExpression":
      return value.operator === "=" && isThere(value.right, keys, depth + 1);
    case "Identifier":
      return isNameThere(value, keys, depth);
    case "NewExpression":
    case "ObjectExpression":
    case "ArrayExpression":
    case "BinaryExpression":
      return true;
    default:
      return isFunction(value) || isClass(value);
  }
}

function mayReturn(call: CallExpression): boolean {
  return !mayReturnNothing.test(methodOf(call) ?? "");
}

function isNameThere(name: Node, keys: DeclarationKeys, depth: number): boolean {
  const [definition] = keys.variableOf(name)?.defs ?? [];
  switch (definition?.type) {
    case "Variable": {
      const { init, id, parent } = definition.node;
      return parent.kind === "const" && id.type === "Identifier" && !!init && isThere(init, keys, depth + 1);
    }
    case "Parameter":
      return definition.name.parent.type === "AssignmentPattern" && definition.name.parent.left === definition.name;
    case "FunctionName":
    case "ClassName":
    case "CatchClause":
    case "TSEnumName":
      return true;
    default:
      return false;
  }
}

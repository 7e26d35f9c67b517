import { isFunction, parentOf, unwrap, type FunctionNode, type Node } from "../../syntax/nodes";
import type { ParsedFile } from "../../syntax/parsedFile";
import { isChangedAround } from "./changes";
import type { SelectedCode } from "./selection";
import { isStorableValue } from "./storable";

export interface CodePlace {
  readonly code: SelectedCode;
  readonly orchestrator: FunctionNode;
  /** Name of the orchestrator's context. */
  readonly context: string;
}

/** Why a call of an activity cannot stand where the code does, or cannot bring its value; undefined: it can. */
export function refusedStanding({ code: { kind, nodes }, orchestrator, context }: CodePlace): string | undefined {
  const [node] = nodes;
  if (!canYieldAt(node, orchestrator))
    return "The selection stands where no activity can be called: select a statement.";
  if (kind === "statements")
    return isWholeStatement(node) ? undefined : "The selection is a part of a loop's head: select the whole loop.";
  if (unwrap(node).type === "Identifier") return "The selection is a name only: select code that does something.";
  if (isFunctionPlace(node) || !isStorableValue(node, context))
    return "The selection makes something that cannot be stored, such as a function, a date or an instance of a class: select the code that uses it as well.";
  if (isChangedAround(node)) return "The selection is changed by the code around it: select the whole statement.";
  if (cutsOptionalChain(node)) return "The selection cuts through an optional chain (?.): select it whole.";
  return undefined;
}

/** Another variable may have the name of the context where the activity is called. */
export function refusedContext(
  { code, orchestrator, context }: CodePlace,
  { scopeManager }: Pick<ParsedFile, "scopeManager">,
): string | undefined {
  const meant = scopeManager.getDeclaredVariables(orchestrator).find(({ name }) => name === context);
  for (let outer: Node | undefined = code.nodes[0]; outer && outer !== orchestrator; outer = outer.parent) {
    const shadow = scopeManager.acquire(outer)?.set.get(context);
    if (shadow && shadow !== meant)
      return `${context} is another variable here than the orchestrator's: rename it first.`;
  }
  return undefined;
}

/** Parameters, members of classes and their heads are not a part of the generator's own code. */
function canYieldAt(node: Node, around: FunctionNode): boolean {
  let inner = node;
  for (let outer = node.parent; outer && outer !== around; inner = outer, outer = outer.parent) {
    const isKey = outer.type === "PropertyDefinition" && outer.computed && outer.key === inner;
    if (/^(?:PropertyDefinition|AccessorProperty|StaticBlock|Decorator)$/.test(outer.type) && !isKey) return false;
  }
  return inner === around.body;
}

function isWholeStatement({ parent, type }: Node): boolean {
  if (type !== "VariableDeclaration") return true;
  return /^(?:BlockStatement|SwitchCase|Program)$/.test(parent.type);
}

/** Where a function or a class is expected. */
function isFunctionPlace(node: Node): boolean {
  const parent = parentOf(node);
  switch (parent?.type) {
    case "TaggedTemplateExpression":
      return unwrap(parent.tag) === unwrap(node);
    case "CallExpression":
    case "NewExpression":
      return unwrap(parent.callee) === unwrap(node);
    case "ClassDeclaration":
    case "ClassExpression":
      return true;
    default:
      return isFunction(parent);
  }
}

/** `a?.b` of `a?.b.c`: the rest is left out when there is no `a`. */
function cutsOptionalChain(node: Node): boolean {
  return node.parent?.type !== "ChainExpression" && isInChain(node) && hasOptional(node);
}

function isInChain(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === "ChainExpression") return true;
  const goesOn =
    (parent?.type === "MemberExpression" && parent.object === node) ||
    (parent?.type === "CallExpression" && parent.callee === node) ||
    parent?.type === "TSNonNullExpression";
  return goesOn && isInChain(parent);
}

function hasOptional(node: Node): boolean {
  if (node.type === "MemberExpression") return node.optional || hasOptional(node.object);
  if (node.type === "CallExpression") return node.optional || hasOptional(node.callee);
  return node.type === "TSNonNullExpression" && hasOptional(node.expression);
}

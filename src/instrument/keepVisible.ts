import type { Node, Program } from "acorn";
import { fullAncestor } from "acorn-walk";
import type { Insertions } from "./insertions";

// As in instrument.ts: `node.type` is checked before a member is read.
type AnyNode = Node & Record<string, unknown>;

const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const loopTypes = new Set(["ForStatement", "ForInStatement", "ForOfStatement"]);

/**
 * Keeps variables visible to the debugger for as long as their scope lives. V8 drops a local that no later statement
 * reads when it optimises the function, and never keeps one of an outer scope that no inner function reads. Each scope
 * gets a closure that names its variables and is never made (`0&&…`), at no cost but that they live in a context.
 */
export function keepVisible(
  program: Program,
  source: string,
  insertions: Insertions,
  isSkipped: (scope: Node) => boolean = () => false,
): void {
  const names = new Map<AnyNode, Set<string>>();
  const declare = (scope: AnyNode | undefined, found: Iterable<string>): void => {
    if (!scope) return;
    const known = names.get(scope) ?? new Set();
    for (const name of found) if (name !== "arguments") known.add(name);
    names.set(scope, known);
  };
  fullAncestor(program, (node, _state, ancestors) => {
    declareNames(node as AnyNode, ancestors as AnyNode[], declare);
  });
  for (const [scope, found] of names) {
    if (isSkipped(scope)) continue;
    const position = firstPosition(scope, source);
    if (position && found.size) insertions.open(position.at, `${position.before}0&&(()=>[${[...found].join()}]);`);
  }
}

function declareNames(
  node: AnyNode,
  ancestors: readonly AnyNode[],
  declare: (scope: AnyNode | undefined, names: Iterable<string>) => void,
): void {
  if (node.type === "VariableDeclaration") {
    const scope = node["kind"] === "var" ? functionScope(ancestors) : blockScope(node, ancestors);
    declare(
      scope,
      (node["declarations"] as AnyNode[]).flatMap((one) => boundNames(one["id"] as AnyNode)),
    );
  } else if (node.type === "ClassDeclaration") declare(blockScope(node, ancestors), boundNames(node["id"] as AnyNode));
  else if (node.type === "CatchClause") declare(node["body"] as AnyNode, boundNames(node["param"] as AnyNode));
  else if (functionTypes.has(node.type)) {
    if (node.type === "FunctionDeclaration") declare(blockScope(node, ancestors), boundNames(node["id"] as AnyNode));
    declare(blockBody(node), (node["params"] as AnyNode[]).flatMap(boundNames));
  }
}

/** The names that a pattern binds. */
function boundNames(pattern: AnyNode | null): string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern["name"] as string];
    case "ObjectPattern":
      return (pattern["properties"] as AnyNode[]).flatMap((one) =>
        boundNames((one.type === "RestElement" ? one["argument"] : one["value"]) as AnyNode),
      );
    case "ArrayPattern":
      return (pattern["elements"] as (AnyNode | null)[]).flatMap(boundNames);
    case "AssignmentPattern":
      return boundNames(pattern["left"] as AnyNode);
    case "RestElement":
      return boundNames(pattern["argument"] as AnyNode);
    default:
      return [];
  }
}

/** Where `var` puts its names: the body of the innermost function, or the program. Undefined in a static block. */
function functionScope(ancestors: readonly AnyNode[]): AnyNode | undefined {
  for (const node of ancestors.toReversed()) {
    if (functionTypes.has(node.type)) return blockBody(node);
    if (node.type === "StaticBlock") return undefined;
    if (node.type === "Program") return node;
  }
  return undefined;
}

/** Where `let`, `const`, `class` and `function` put their names; of a loop's head, the block that the loop repeats. */
function blockScope(node: AnyNode, ancestors: readonly AnyNode[]): AnyNode | undefined {
  const outer = ancestors.filter((one) => one !== node);
  const parent = outer.at(-1);
  if (!parent) return undefined;
  if (parent.type === "SwitchCase") return outer.at(-2);
  if (loopTypes.has(parent.type)) return blockBody(parent);
  if (parent.type.startsWith("Export")) return outer.at(-2);
  return parent.type === "BlockStatement" || parent.type === "Program" ? parent : undefined;
}

function blockBody(node: AnyNode): AnyNode | undefined {
  const body = node["body"] as AnyNode;
  return body.type === "BlockStatement" ? body : undefined;
}

/** Where a statement can be inserted first in a scope: after its directives. */
function firstPosition(scope: AnyNode, source: string): { readonly at: number; readonly before: string } | undefined {
  if (scope.type === "SwitchStatement") {
    const filled = (scope["cases"] as AnyNode[]).map((one) => one["consequent"] as AnyNode[]).find((one) => one.length);
    return filled?.[0] && { at: filled[0].start, before: "" };
  }
  const statements = scope["body"] as AnyNode[];
  const directive = statements.findLast((one) => one["directive"] !== undefined);
  if (directive) return { at: directive.end, before: source[directive.end - 1] === ";" ? "" : ";" };
  if (scope.type === "BlockStatement") return { at: scope.start + 1, before: "" };
  return statements[0] && { at: statements[0].start, before: "" };
}

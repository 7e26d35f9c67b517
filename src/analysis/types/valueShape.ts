import { keyOf, unwrap, type Node } from "../../syntax/nodes";
import type { SummarizedFile } from "../../syntax/summarize";
import type { JsonShape } from "./jsonShape";

/** The file that a value stands in. */
export interface ValueSource {
  readonly tree: Pick<SummarizedFile, "keys">;
  shapeOfType(type: Node): JsonShape | undefined;
}

/** What a value is by its code: a literal, or a constant that is one or states its type; undefined: it may be anything. */
export function shapeOfValue(node: Node, source: ValueSource, depth = 0): JsonShape | undefined {
  const value = unwrap(node);
  if (value !== node && /^TS(?:As|Type)/.test(node.type)) return undefined;
  switch (value.type) {
    case "TemplateLiteral":
      return { kinds: ["string"] };
    case "Literal":
      return literalShape(value.value);
    case "ArrayExpression":
      return { kinds: ["array"] };
    case "ObjectExpression":
      return { kinds: ["object"], ...membersOf(value.properties) };
    case "Identifier":
      return depth > 0 ? undefined : shapeOfConstant(value, source);
    default:
      return undefined;
  }
}

function literalShape(value: unknown): JsonShape | undefined {
  if (value === null) return { kinds: ["nothing"] };
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" ? { kinds: [kind] } : undefined;
}

function membersOf(properties: readonly Node[]): Pick<JsonShape, "members"> {
  const all: string[] = [];
  for (const property of properties) {
    const name = property.type === "Property" ? keyOf(property) : undefined;
    if (name === undefined) return {};
    all.push(name);
  }
  return { members: { all, required: all } };
}

/** Of a variable with a type or with one value for good. */
function shapeOfConstant(name: Node, source: ValueSource): JsonShape | undefined {
  const variable = source.tree.keys.variableOf(name);
  const [definition] = variable?.defs ?? [];
  if (variable?.defs.length !== 1 || definition?.name.type !== "Identifier") return undefined;
  const type = definition.name.typeAnnotation?.typeAnnotation;
  if (type) return source.shapeOfType(type);
  if (definition.node.type !== "VariableDeclarator" || !definition.node.init) return undefined;
  const isChanged =
    variable.references.some((each) => each.isWrite() && !each.init) || isGivenMembers(variable.references);
  return isChanged ? undefined : shapeOfValue(definition.node.init, source, 1);
}

/** `order.amount = 3`, `Object.assign(order, …)`. */
function isGivenMembers(references: readonly { readonly identifier: Node }[]): boolean {
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent?.type === "CallExpression")
      return parent.callee.type === "MemberExpression" && /^(assign|definePropert)/.test(keyOf(parent.callee) ?? "");
    return (
      parent?.type === "MemberExpression" &&
      parent.object === identifier &&
      parent.parent.type === "AssignmentExpression"
    );
  });
}

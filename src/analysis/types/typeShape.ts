import type { Node, Program } from "../../syntax/nodes";
import type { JsonKind, JsonShape } from "./jsonShape";

/** Types that are made of themselves end here. */
const maximalDepth = 8;

const keywords: Readonly<Record<string, JsonKind>> = {
  TSStringKeyword: "string",
  TSNumberKeyword: "number",
  TSBooleanKeyword: "boolean",
  TSArrayType: "array",
  TSTupleType: "array",
  TSNullKeyword: "nothing",
  TSUndefinedKeyword: "nothing",
  TSVoidKeyword: "nothing",
  TSTemplateLiteralType: "string",
};

/**
 * What a type of TypeScript holds, as far as its own file says it.
 * @returns undefined for types of which anything is unknown
 */
export function shapeOfType(type: Node, ast: Program, depth = 0): JsonShape | undefined {
  const kind = keywords[type.type];
  if (kind) return { kinds: [kind] };
  if (depth > maximalDepth) return undefined;
  switch (type.type) {
    case "TSLiteralType":
      return literalShape(type.literal);
    case "TSTypeOperator":
      return type.operator === "readonly" && type.typeAnnotation
        ? shapeOfType(type.typeAnnotation, ast, depth + 1)
        : undefined;
    case "TSTypeLiteral":
      return { kinds: ["object"], ...membersOf(type.members) };
    case "TSUnionType":
      return unionShape(type.types.map((each) => shapeOfType(each, ast, depth + 1)));
    case "TSTypeReference":
      return referredShape(type, ast, depth);
    default:
      return undefined;
  }
}

function literalShape(literal: Node): JsonShape | undefined {
  if (literal.type === "TemplateLiteral") return { kinds: ["string"] };
  const kind = literal.type === "Literal" ? typeof literal.value : "";
  return kind === "string" || kind === "number" || kind === "boolean" ? { kinds: [kind] } : undefined;
}

function unionShape(shapes: readonly (JsonShape | undefined)[]): JsonShape | undefined {
  const known = shapes.filter((shape) => shape !== undefined);
  if (known.length < shapes.length) return undefined;
  return { kinds: [...new Set(known.flatMap(({ kinds }) => kinds))] };
}

function membersOf(members: readonly Node[]): Pick<JsonShape, "members"> {
  const all: string[] = [];
  const required: string[] = [];
  for (const member of members) {
    const name = member.type === "TSPropertySignature" ? nameOf(member.key) : undefined;
    if (member.type !== "TSPropertySignature" || name === undefined || member.computed) return {};
    all.push(name);
    if (!member.optional) required.push(name);
  }
  return { members: { all, required } };
}

function nameOf(key: Node): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

type TypeReference = Extract<Node, { readonly type: `TSTypeReference` }>;

/** An interface or alias of the same file, without parameters. */
function referredShape({ typeName, typeArguments }: TypeReference, ast: Program, depth: number): JsonShape | undefined {
  if (typeName.type !== "Identifier") return undefined;
  if (/^(?:Readonly)?Array$/.test(typeName.name)) return { kinds: ["array"] };
  if (typeArguments) return undefined;
  const declarations = ast.body.map((each) => ("declaration" in each && each.declaration ? each.declaration : each));
  const found = declarations.filter(
    (each) => "id" in each && each.id?.type === "Identifier" && each.id.name === typeName.name,
  );
  const [declaration] = found;
  if (found.length !== 1 || !declaration) return undefined;
  if (declaration.type === "TSTypeAliasDeclaration" && !declaration.typeParameters)
    return shapeOfType(declaration.typeAnnotation, ast, depth + 1);
  if (declaration.type !== "TSInterfaceDeclaration" || declaration.typeParameters) return undefined;
  return { kinds: ["object"], ...(declaration.extends.length ? {} : membersOf(declaration.body.body)) };
}

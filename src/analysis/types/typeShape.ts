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

/** The file that a type stands in. */
export interface TypeSource {
  readonly ast: Program;
  /** What a type holds that a module, named as the file names it, exports. */
  readonly shapeAt: (module: string, name: string, depth: number) => JsonShape | undefined;
}

/**
 * What a type of TypeScript holds, as far as its own file and those that it imports say it.
 * @returns undefined for types of which anything is unknown
 */
export function shapeOfType(type: Node, source: TypeSource, depth = 0): JsonShape | undefined {
  const kind = keywords[type.type];
  if (kind) return { kinds: [kind] };
  if (depth > maximalDepth) return undefined;
  switch (type.type) {
    case "TSLiteralType":
      return literalShape(type.literal);
    case "TSTypeOperator":
      return type.operator === "readonly" && type.typeAnnotation
        ? shapeOfType(type.typeAnnotation, source, depth + 1)
        : undefined;
    case "TSTypeLiteral":
      return { kinds: ["object"], ...membersOf(type.members) };
    case "TSUnionType":
      return unionShape(type.types.map((each) => shapeOfType(each, source, depth + 1)));
    case "TSTypeReference":
      return referredShape(type, source, depth);
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

function referredShape({ typeName, typeArguments }: TypeReference, source: TypeSource, depth: number) {
  if (typeName.type !== "Identifier") return undefined;
  if (/^(?:Readonly)?Array$/.test(typeName.name)) return { kinds: ["array"] } satisfies JsonShape;
  return typeArguments ? undefined : shapeOfName(typeName.name, source, depth);
}

/** An interface or alias without parameters, of the same file or imported. */
function shapeOfName(name: string, source: TypeSource, depth: number): JsonShape | undefined {
  const { body } = source.ast;
  const declarations = body.map((each) => ("declaration" in each && each.declaration ? each.declaration : each));
  const found = declarations.filter((each) => "id" in each && each.id?.type === "Identifier" && each.id.name === name);
  const [declaration] = found;
  if (!declaration) return importedShape(name, source, depth);
  if (found.length !== 1) return undefined;
  if (declaration.type === "TSTypeAliasDeclaration" && !declaration.typeParameters)
    return shapeOfType(declaration.typeAnnotation, source, depth + 1);
  if (declaration.type !== "TSInterfaceDeclaration" || declaration.typeParameters) return undefined;
  return { kinds: ["object"], ...(declaration.extends.length ? {} : membersOf(declaration.body.body)) };
}

function importedShape(name: string, { ast, shapeAt }: TypeSource, depth: number): JsonShape | undefined {
  for (const each of ast.body) {
    if (each.type !== "ImportDeclaration") continue;
    const specifier = each.specifiers.find(({ local }) => local.name === name);
    if (specifier?.type === "ImportSpecifier")
      return shapeAt(each.source.value, nameOf(specifier.imported) ?? name, depth + 1);
  }
  return undefined;
}

/** What a type holds that a file exports, or passes on. */
export function shapeOfExport(name: string, source: TypeSource, depth: number): JsonShape | undefined {
  if (depth > maximalDepth) return undefined;
  for (const each of source.ast.body) {
    if (each.type !== "ExportNamedDeclaration") continue;
    const specifier = each.specifiers.find(({ exported }) => nameOf(exported) === name);
    const local = specifier && nameOf(specifier.local);
    if (local === undefined) continue;
    return each.source ? source.shapeAt(each.source.value, local, depth + 1) : shapeOfName(local, source, depth);
  }
  return shapeOfName(name, source, depth) ?? passedShape(name, source, depth);
}

/** `export * from "./order"` */
function passedShape(name: string, { ast, shapeAt }: TypeSource, depth: number): JsonShape | undefined {
  for (const each of ast.body) {
    const isPassing = each.type === "ExportAllDeclaration" && !each.exported;
    const shape = isPassing ? shapeAt(each.source.value, name, depth + 1) : undefined;
    if (shape) return shape;
  }
  return undefined;
}

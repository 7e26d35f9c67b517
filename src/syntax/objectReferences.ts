import { isClass, isFunction, keyOf } from "./nodes";
import type { Node } from "./nodes";
import { unknownReference, type ComputedMember, type Reference } from "./summary";

/** A table of so many members is data. */
const maximalMembers = 200;

export type Read = (node: Node) => Reference;

/** `{ pay, [Names.Ship]: ship, ...others }`. */
export function readObject(properties: readonly Node[], read: Read): Reference {
  if (properties.length > maximalMembers) return unknownReference;
  const members: Record<string, Reference> = {};
  const spreads: Reference[] = [];
  const computed: ComputedMember[] = [];
  const getters: Record<string, Reference> = {};
  for (const property of properties) {
    if (property.type === "SpreadElement") spreads.push(read(property.argument));
    if (property.type !== "Property" || property.kind === "set") continue;
    const name = keyOf(property);
    const isGetter = property.kind === "get";
    const written = read(property.value);
    const result: Reference = { kind: "call", callee: written, functions: [] };
    const value: Reference = isGetter ? { kind: "either", of: [written, result] } : written;
    if (isGetter && name !== undefined) getters[name] = written;
    if (name !== undefined) members[name] = value;
    else computed.push({ key: read(property.key), value });
  }
  const hasGetters = Object.keys(getters).length > 0;
  return { kind: "object", members, spreads, ...(computed.length && { computed }), ...(hasGetters && { getters }) };
}

/** `[pay, ship, ...others]`; what stands behind a spread has no position that can be told. */
export function readList(elements: readonly (Node | null)[], read: Read): Reference {
  if (elements.length > maximalMembers) return unknownReference;
  const members: Record<string, Reference> = {};
  const spreads: Reference[] = [];
  for (const [position, element] of elements.entries()) {
    if (element?.type === "SpreadElement") spreads.push(read(element.argument));
    else if (element) members[spreads.length ? `~${position}` : position] = read(element);
  }
  return { kind: "object", members, spreads };
}

export function readEnum(members: readonly Node[], read: Read): Reference {
  const values: Record<string, Reference> = {};
  for (const member of members) {
    if (member.type !== "TSEnumMember") continue;
    const name = member.id.type === "Identifier" ? member.id.name : member.id.value;
    values[name] = member.initializer ? read(member.initializer) : unknownReference;
  }
  return { kind: "object", members: values, spreads: [] };
}

/** What the declarations of a namespace of TypeScript export. @param named what the name of a declaration stands for */
export function readNamespace(
  declarations: readonly Node[],
  named: (declaration: Node) => readonly (readonly [name: string, value: Reference])[],
): Reference {
  const statements = declarations.flatMap((each) =>
    each.type === "TSModuleDeclaration" && each.body?.type === "TSModuleBlock" ? each.body.body : [],
  );
  const members = statements.flatMap((statement) =>
    statement.type === "ExportNamedDeclaration" ? declarationsOf(statement.declaration).flatMap(named) : [],
  );
  return { kind: "object", members: Object.fromEntries(members), spreads: [] };
}

/** The parts of a declaration that declare variables. */
export function declarationsOf(declaration: Node | null): readonly Node[] {
  if (!declaration) return [];
  if (declaration.type === "VariableDeclaration") return declaration.declarations;
  const isValue = declaration.type === "TSEnumDeclaration" || declaration.type === "TSModuleDeclaration";
  return isFunction(declaration) || isClass(declaration) || isValue ? [declaration] : [];
}

import type { DeclarationKeys } from "./declarations";
import { keyOf, moduleOf, unwrap } from "./nodes";
import type { AssignmentExpression, ExportAllDeclaration, ExportNamedDeclaration, Node } from "./nodes";
import { declarationsOf } from "./objectReferences";
import { imported, type ReferenceReader } from "./references";
import type { Reference } from "./summary";

export interface ExportList {
  readonly names: Map<string, Reference>;
  readonly reexports: string[];
  commonJs?: Reference;
}

/** Adds what a statement or an assignment gives to other files. */
export function addExports(node: Node, list: ExportList, references: ReferenceReader, keys: DeclarationKeys): void {
  switch (node.type) {
    case "ExportNamedDeclaration":
      // A namespace exports to those who read it, not to other files.
      if (node.parent.type === "TSModuleBlock") return;
      return addNamed(node, list, references, keys);
    case "ExportDefaultDeclaration":
      list.names.set("default", references.read(node.declaration));
      return;
    case "ExportAllDeclaration":
      return addAll(node, list);
    case "TSExportAssignment":
      list.commonJs = references.read(node.expression);
      return;
    case "AssignmentExpression":
      return addAssigned(node, list, references);
    default:
      return;
  }
}

function addAll({ exported, source }: ExportAllDeclaration, { names, reexports }: ExportList): void {
  const module = moduleOf(source);
  if (exported) names.set(nameOf(exported), imported(module, "*"));
  else if (module !== undefined) reexports.push(module);
}

function addNamed(
  node: ExportNamedDeclaration,
  { names }: ExportList,
  references: ReferenceReader,
  keys: DeclarationKeys,
): void {
  for (const { local, exported } of node.specifiers) {
    const value = node.source ? imported(moduleOf(node.source), nameOf(local)) : references.read(local);
    if (!names.has(nameOf(exported))) names.set(nameOf(exported), value);
  }
  for (const declaration of declarationsOf(node.declaration)) {
    for (const variable of keys.declaredBy(declaration)) {
      if (!names.has(variable.name)) names.set(variable.name, references.variable(variable));
    }
  }
}

/** `module.exports = …`, `exports.name = …`, `module.exports.name = …`. */
function addAssigned(node: AssignmentExpression, list: ExportList, references: ReferenceReader): void {
  const target = unwrap(node.left);
  if (target.type !== "MemberExpression" || node.operator !== "=") return;
  const name = keyOf(target);
  if (isGlobal(target.object, "module") && name === "exports") list.commonJs = references.read(node.right);
  else if (name !== undefined && isExports(target.object) && !list.names.has(name)) {
    const value = references.read(node.right);
    // Compilers begin with `exports.name = void 0`.
    if (value.kind !== "unknown") list.names.set(name, value);
  }
}

function isExports(node: Node): boolean {
  if (isGlobal(node, "exports")) return true;
  const object = unwrap(node);
  return object.type === "MemberExpression" && isGlobal(object.object, "module") && keyOf(object) === "exports";
}

function isGlobal(node: Node, name: string): boolean {
  const object = unwrap(node);
  return object.type === "Identifier" && object.name === name;
}

function nameOf(node: Node): string {
  return node.type === "Identifier" ? node.name : node.type === "Literal" ? String(node.value) : "";
}

const otherExports = /\bexport\s*[*=/]|\bexports\b|\\[ux]/;

/** Whether a file may give names to others that its text does not say, judging by that: what others export, or escapes. */
export function exportsUnsaid(text: string): boolean {
  return otherExports.test(text);
}

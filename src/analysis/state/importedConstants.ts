import { pathInPattern } from "../../syntax/declarations";
import type { Binding } from "../../syntax/moduleBindings";
import { keyOf, moduleOf, parentOf, unwrap } from "../../syntax/nodes";
import type { Identifier, MemberExpression, Node } from "../../syntax/nodes";
import { requiredModule } from "../../syntax/references";
import type { TextRange } from "../../base/sourcePlace";
import type { ConstantPart, FileSummary, Reference } from "../../syntax/summary";
import type { Effect, Use } from "../effects/effects";
import type { Program } from "../linker/program";
import { keptEffects } from "../effects/effects";

/** What a constant of another module takes from the clock, from chance or from the environment, where it is written. */
export interface ImportedSource {
  readonly file: string;
  readonly range: TextRange;
  readonly text: string;
}

/** What is asked of the code. */
export interface ConstantsOfProgram {
  readonly program: Program;
  readonly file: string;
  variableOf(node: Node): Binding | null | undefined;
  /** Of a reference of any file. */
  effectIn(file: string, of: Reference, use: Use, argumentCount: number): Effect | undefined;
}

interface Import {
  readonly module: string;
  /** The exported name, then members. */
  readonly path: readonly string[];
}

interface AskedImport extends Import {
  readonly from: string;
  readonly isTakenApart: boolean;
}

/** Modules that export what they import, and constants that are made of those of others. */
const maximalModules = 4;

/** The first source of the constant, or of the member of one, that a node reads; members of what is found are not asked. */
export function importedSource(
  node: Identifier | MemberExpression,
  code: ConstantsOfProgram,
): ImportedSource | undefined {
  const found = importOf(node, code);
  return found && sourceOf({ ...found, from: code.file, isTakenApart: isTakenApart(node) }, code);
}

function sourceOf(asked: AskedImport, code: ConstantsOfProgram, depth = 0): ImportedSource | undefined {
  const [name = "", ...members] = asked.path;
  const resolved = code.program.resolve(asked.from, asked.module);
  const summary = resolved?.kind === "file" ? code.program.visibleOf(resolved.file) : undefined;
  if (resolved?.kind !== "file" || !summary || depth > maximalModules) return undefined;
  const { file } = resolved;
  const exported = summary.exports.get(name) ?? memberOfAll(summary, name);
  if (exported?.kind === "import") {
    const { module } = exported;
    return sourceOf({ ...asked, module, path: [exported.name, ...members], from: file }, code, depth + 1);
  }
  if (exported?.kind !== "variable") return undefined;
  for (const part of summary.constants.get(exported.key) ?? []) {
    if (!isMeant(part, members, asked.isTakenApart)) continue;
    const further = part.use === "name" ? importedName(part.of, summary) : undefined;
    const found = further
      ? sourceOf({ ...further, from: file, isTakenApart: false }, code, depth + 1)
      : sourceAt(part, file, code);
    if (found) return found;
  }
  return undefined;
}

/** `module.exports = { prefix }`. */
function memberOfAll({ commonJs }: FileSummary, name: string): Reference | undefined {
  return commonJs?.kind === "object" && Object.hasOwn(commonJs.members, name) ? commonJs.members[name] : undefined;
}

function isMeant({ path }: ConstantPart, members: readonly string[], isTaken: boolean): boolean {
  const isLong = isTaken ? path.length === members.length : path.length >= members.length;
  return isLong && members.every((each, at) => path[at] === each);
}

function importedName(of: Reference, { variables }: FileSummary): Import | undefined {
  const behind = of.kind === "variable" ? variables.get(of.key) : of;
  return behind?.kind === "import" ? { module: behind.module, path: [behind.name] } : undefined;
}

function sourceAt(part: ConstantPart, file: string, code: ConstantsOfProgram): ImportedSource | undefined {
  if (part.use === "name") return undefined;
  const effect = code.effectIn(file, part.of, part.use, part.argumentCount);
  if (!keptEffects.includes(effect) || effect === undefined) return undefined;
  const { range } = part;
  return { file, range, text: (code.program.textOf(file) ?? "").slice(range.start, range.end) };
}

function importOf(node: Node, code: ConstantsOfProgram): Import | undefined {
  const value = unwrap(node);
  if (value.type === "MemberExpression") {
    const object = importOf(value.object, code);
    const name = keyOf(value);
    return object && name !== undefined ? { ...object, path: [...object.path, name] } : undefined;
  }
  const binding = value.type === "Identifier" ? code.variableOf(value) : undefined;
  const [definition] = binding?.defs ?? [];
  const declared = definition?.node;
  if (!definition || !declared) return undefined;
  if (declared.type === "VariableDeclarator") {
    const init = declared.init ? unwrap(declared.init) : undefined;
    const module = init?.type === "CallExpression" ? requiredModule(init) : undefined;
    const path = pathInPattern(declared.id, definition.name);
    return module !== undefined && path ? { module, path } : undefined;
  }
  const module =
    "parent" in declared && declared.parent.type === "ImportDeclaration" ? moduleOf(declared.parent.source) : undefined;
  if (module === undefined) return undefined;
  if (declared.type === "ImportNamespaceSpecifier") return { module, path: [] };
  if (declared.type === "ImportDefaultSpecifier") return { module, path: ["default"] };
  if (declared.type !== "ImportSpecifier") return undefined;
  const { imported } = declared;
  return { module, path: [imported.type === "Identifier" ? imported.name : imported.value] };
}

/** Of an object that is taken apart, only what is taken counts. */
function isTakenApart(node: Node): boolean {
  const parent = parentOf(node);
  if (parent?.type === "MemberExpression") return parent.object !== node || keyOf(parent) !== undefined;
  return parent?.type === "VariableDeclarator" && parent.id.type !== "Identifier";
}

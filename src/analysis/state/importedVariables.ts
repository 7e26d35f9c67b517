import type { Binding } from "../../syntax/moduleBindings";
import { moduleOf } from "../../syntax/nodes";
import type { Program } from "../linker/program";

/** Modules that export what they import from others. */
const maximalModules = 4;

/** Whether a variable is imported from a module whose functions change it. */
export function isChangedAtHome(program: Program, file: string, { defs }: Binding): boolean {
  const [definition] = defs;
  if (definition?.node.type !== "ImportSpecifier") return false;
  const { imported, parent } = definition.node;
  if (parent.type !== "ImportDeclaration") return false;
  const module = moduleOf(parent.source);
  const name = imported.type === "Identifier" ? imported.name : imported.value;
  return module !== undefined && isChangedExport(program, { file, module, name });
}

interface Import {
  readonly file: string;
  readonly module: string;
  readonly name: string;
}

function isChangedExport(program: Program, { file, module, name }: Import, depth = 0): boolean {
  const resolved = program.resolve(file, module);
  const summary = resolved?.kind === "file" ? program.visibleOf(resolved.file) : undefined;
  if (resolved?.kind !== "file" || !summary || depth > maximalModules) return false;
  const reference = summary.exports.get(name);
  if (reference?.kind === "variable") return summary.changedVariables.has(reference.key);
  if (reference?.kind === "import") return isChangedExport(program, { ...reference, file: resolved.file }, depth + 1);
  return false;
}

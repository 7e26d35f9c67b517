import type { Program } from "../linker/program";
import type { JsonShape } from "./jsonShape";
import { shapeOfExport, type TypeSource } from "./typeShape";

/** A file of the program, with the types that it imports; undefined: nothing can be made of it. */
export function typeSourceOf(program: Program, file: string): TypeSource | undefined {
  const tree = program.treeOf(file);
  if (!tree) return undefined;
  const shapeAt = (module: string, name: string, depth: number): JsonShape | undefined => {
    const found = program.resolve(file, module);
    if (found?.kind !== "file") return undefined;
    // Many functions speak of one type.
    return program.memo.get(found.file, `type ${name}`, () => {
      const source = typeSourceOf(program, found.file);
      return source && shapeOfExport(name, source, depth);
    });
  };
  return { ast: tree.ast, shapeAt };
}

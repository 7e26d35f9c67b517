import type { SourcePlace, TextRange } from "../../base/sourcePlace";
import { Evaluator } from "../linker/evaluator";
import { Memo } from "../linker/memo";
import type { Program } from "../linker/program";
import type { NameSource } from "./fileNames";

/**
 * Where a name is written, without quotes: the text itself, a constant, a member of an enum, in any file. Empty: it is
 * made in a way that is not seen.
 */
export function originsOf(program: Program, source: NameSource, name: string): readonly SourcePlace[] {
  const { file, reference, literals } = source;
  const files = new Set<string>();
  // Values that are kept may be of texts that were elsewhere before the last edit.
  const evaluator = new Evaluator({
    followsPackages: () => false,
    memo: new Memo(),
    summaryOf(each) {
      files.add(each);
      return program.visibleOf(each);
    },
    resolve: (from, specifier) => program.resolve(from, specifier),
  });
  return evaluator.evaluate(file, reference).flatMap((value) => {
    if (value.kind !== "string" || value.value !== name) return [];
    const own = literals.get(value);
    if (own) return [placeOf(program, file, own)];
    for (const each of files) {
      const range = program.visibleOf(each)?.literals.get(value);
      if (range) return [placeOf(program, each, range)];
    }
    return [];
  });
}

function placeOf(program: Program, file: string, { start, end }: TextRange): SourcePlace {
  return program.linesOf(file).place(file, { start: start + 1, end: end - 1 });
}

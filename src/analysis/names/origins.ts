import type { SourcePlace, TextRange } from "../../base/sourcePlace";
import type { Value } from "../linker/values";
import { Evaluator } from "../linker/evaluator";
import { Memo } from "../linker/memo";
import type { Program } from "../linker/program";
import type { Reference } from "../../syntax/summary";
import type { NameSource } from "./writtenNames";

/** Where a name is written, without quotes: the text itself, a constant, a member of an enum, in any file. */
export interface Origins {
  /** Empty: it is made in a way that is not seen, or of several texts. */
  readonly whole: readonly SourcePlace[];
  /** Texts that are part of it. */
  readonly parts: readonly SourcePlace[];
}

export function originsOf(program: Program, source: NameSource, name: string): Origins {
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
    mayExport: (each, exported) => program.mayExport(each, exported),
  });
  const values = evaluator.evaluate(file, reference).filter((value) => value.kind === "string" && value.value === name);
  const placesOf = (value: Value): readonly SourcePlace[] => {
    const own = literals.get(value as Reference);
    if (own) return [placeOf(program, file, own)];
    for (const each of files) {
      const range = program.visibleOf(each)?.literals.get(value as Reference);
      if (range) return [placeOf(program, each, range)];
    }
    return [];
  };
  return { whole: values.flatMap(placesOf), parts: values.flatMap(partsIn).flatMap(placesOf) };
}

function partsIn(value: Value): readonly Value[] {
  const { parts = [] } = value.kind === "string" ? value : {};
  return parts.flatMap((part) => [part, ...partsIn(part)]);
}

function placeOf(program: Program, file: string, { start, end }: TextRange): SourcePlace {
  return program.linesOf(file).place(file, { start: start + 1, end: end - 1 });
}

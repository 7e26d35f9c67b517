import type { FunctionKind } from "../../project/registrations";
import type { Program } from "../linker/program";
import type { SourcePlace } from "../../base/sourcePlace";
import type { NamedKind } from "./appIndex";
import type { RegisteredName, UsedName } from "./writtenNames";
import { originsOf, type Origins } from "./origins";

/** A function or an event, and how the code at hand spells it. */
export interface Subject {
  readonly kind: NamedKind | FunctionKind;
  readonly name: string;
}

/** Code that names something, and where the texts of the name are written. */
export interface NamedPlace extends Subject {
  readonly place: SourcePlace;
  readonly isLiteral: boolean;
  /** A call of what `df.app.activity(…)` returned says no name itself. */
  readonly isCallable: boolean;
  readonly origins: () => Origins;
}

/** The host looks functions up in any case; the SDK compares names of events letter by letter. */
export function isSameName(one: Subject, other: Subject): boolean {
  if (one.kind !== other.kind) return false;
  return one.kind === "event" ? one.name === other.name : one.name.toLowerCase() === other.name.toLowerCase();
}

/** Everything in the code of an app that gives a function or an event its name. */
export function namedPlaces(program: Program, root: string): readonly NamedPlace[] {
  const places: NamedPlace[] = [];
  for (const [file, { registered, used }] of program.namesIn(root).inFiles) {
    for (const each of registered) places.push(...placesOf(program, file, each));
    for (const each of used) places.push(...placesOf(program, file, each));
  }
  return places;
}

function placesOf(program: Program, file: string, written: RegisteredName | UsedName): readonly NamedPlace[] {
  const { kind, names, range, isLiteral, source } = written;
  const place = program.linesOf(file).place(file, range);
  const isCallable = "method" in written && written.method === "registered";
  return names.flatMap((name) => {
    if (name === undefined) return [];
    const origins = () => (isLiteral ? { whole: [place], parts: [] } : originsOf(program, source, name));
    return [{ kind, name, place, isLiteral, isCallable, origins }];
  });
}

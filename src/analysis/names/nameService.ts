import type { Position, SourcePlace, TextRange } from "../../base/sourcePlace";
import type { Program } from "../linker/program";
import type { AppFunction, AppIndex, NamedKind, NameUse } from "./appIndex";
import { FunctionIndex } from "./functionIndex";
import { loadedElsewhere } from "./loadedModules";
import { handlerTypes, type HandlerTypes } from "./handlerTypes";
import { isSameName, namedPlaces, type Subject } from "./namedPlaces";
import { renameIn, type Rename, type RenameFiles } from "./rename";
import { nameBeingTyped } from "./typedName";

/** Where an editor's cursor is. */
export interface FilePosition {
  /** Absolute path. */
  readonly file: string;
  readonly position: Position;
}

/** A name under the cursor. */
export interface NameAt extends Subject {
  readonly place: SourcePlace;
  /** The name stands there as a text; otherwise an expression that leads to it. */
  readonly isLiteral: boolean;
  /** Folder of the app. */
  readonly root: string;
}

/** What is known of the name under the cursor. */
export interface NameFacts {
  readonly at: NameAt;
  readonly functions: readonly (AppFunction & HandlerTypes)[];
  /** Everything that names it; of an event, who waits and who raises it. */
  readonly uses: readonly NameUse[];
}

export interface NameCompletion {
  readonly kind: NamedKind;
  /** Folder of the app. */
  readonly root: string;
  /** What is replaced. */
  readonly place: SourcePlace;
  readonly items: readonly { readonly name: string; readonly place: SourcePlace }[];
}

/** What an editor asks about the names of durable functions. */
export class NameService {
  readonly #program: Program;
  readonly #files: RenameFiles;
  readonly #index: FunctionIndex;

  constructor(program: Program, files: RenameFiles) {
    this.#program = program;
    this.#files = files;
    this.#index = new FunctionIndex(program);
  }

  /** The functions of an app and what names them. @param root its folder */
  functions(root: string): AppIndex {
    return this.#index.of(root);
  }

  /** Files of an app and what they load. @param root its folder */
  loadedFrom(root: string, files: readonly string[]): ReadonlySet<string> {
    return new Set(loadedElsewhere(this.#program, root, files).byFile.keys());
  }

  /** Names that fit where one is being typed; undefined: none is. */
  complete({ file, position }: FilePosition): NameCompletion | undefined {
    const app = this.#program.appOf(file);
    const typed = app && nameBeingTyped(this.#program.textOf(file) ?? "", this.#offset(file, position));
    if (!typed) return undefined;
    const { functions, uses } = this.#index.of(app.root);
    const place = this.#place(file, typed.range);
    const isHere = (each: SourcePlace) => each.file === file && each.range.start === typed.range.start;
    const named: readonly (AppFunction | NameUse)[] = typed.kind === "event" ? uses : functions;
    const items = new Map<string, { readonly name: string; readonly place: SourcePlace }>();
    for (const each of named) {
      if (each.kind === typed.kind && !isHere(each.place) && !items.has(each.name))
        items.set(each.name, { name: each.name, place: each.place });
    }
    const sorted = [...items.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    return { kind: typed.kind, root: app.root, place, items: sorted };
  }

  /** The function or the event that the code at a position names. */
  at({ file, position }: FilePosition): NameAt | undefined {
    const root = this.#program.appOf(file)?.root;
    if (root === undefined) return undefined;
    const offset = this.#offset(file, position);
    const { functions, uses } = this.#index.of(root);
    const found = [...uses, ...functions].find(({ place }) => place.file === file && holds(place.range, offset));
    if (found && !("functionJson" in found)) {
      const { kind, name, place, isLiteral } = found;
      return { kind, name, place, isLiteral, root };
    }
    return this.#constantAt(file, offset, root);
  }

  /** A text that is the name of something by way of a constant. */
  #constantAt(file: string, offset: number, root: string): NameAt | undefined {
    const literals = this.#program.summaryOf(file)?.literals ?? [];
    const [reference] = [...literals].find(([, range]) => holds(range, offset)) ?? [];
    if (reference?.kind !== "string") return undefined;
    for (const { kind, name, isLiteral, origins } of namedPlaces(this.#program, root)) {
      if (isLiteral || name !== reference.value) continue;
      const place = origins().whole.find((each) => each.file === file && holds(each.range, offset));
      if (place) return { kind, name, place, isLiteral: true, root };
    }
    return undefined;
  }

  /** What is known of the name under the cursor. */
  describe(where: FilePosition): NameFacts | undefined {
    const at = this.at(where);
    if (!at) return undefined;
    const { functions, uses } = this.#index.of(at.root);
    return {
      at,
      functions: functions
        .filter((each) => isSameName(each, at))
        .map((each) => ({ ...each, ...handlerTypes(this.#program, each) })),
      uses: uses.filter((each) => isSameName(each, at)),
    };
  }

  /** What gives the name under the cursor another one, everywhere; undefined: nothing is named there. */
  rename(where: FilePosition, name: string): Rename | undefined {
    const at = this.at(where);
    return at && renameIn(this.#program, this.#files, at.root, at, name);
  }

  #offset(file: string, { line, column }: Position): number {
    return this.#program.linesOf(file).startOfLine(line) + column - 1;
  }

  #place(file: string, range: TextRange): SourcePlace {
    return this.#program.linesOf(file).place(file, range);
  }
}

function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

import { baseName, joinPath, parentOf, relativeTo } from "../../base/paths";
import type { SourceFiles } from "../../base/ports";
import type { SourcePlace } from "../../base/sourcePlace";
import { disabledSettingsOf } from "../../project/disabledSettings";
import { functionNameProblem } from "../../project/functionName";
import { renameFunctionFolder } from "../../project/renameFunctionFolder";
import type { Program } from "../linker/program";
import { givenIn } from "./writtenNames";
import type { FunctionFolder } from "./functionFolders";
import { isSameName, namedPlaces, type NamedPlace, type Subject } from "./namedPlaces";

/** What gives a function or an event another name, everywhere in its app; or why that cannot be done. */
export type Rename =
  | {
      readonly edits: readonly { readonly place: SourcePlace; readonly text: string }[];
      /** Folders of model v3, to be moved after the edits. */
      readonly moves: readonly { readonly from: string; readonly to: string }[];
      /** Code that may name it too, for the user to look at. */
      readonly hidden: readonly SourcePlace[];
    }
  | { readonly refusal: string };

/** Fits into any quotes as it is. */
const eventName = /^[^"'`\\$\r\n]{1,}$/;

/** What a rename needs of the disk. */
export type RenameFiles = Pick<SourceFiles, "isFile" | "list">;

export function renameIn(program: Program, files: RenameFiles, root: string, subject: Subject, name: string): Rename {
  return new Renaming(program, files, root, subject).to(name);
}

/** Why a name cannot be changed, worded for the user. */
class Refusal extends Error {}

class Renaming {
  readonly #program: Program;
  readonly #files: RenameFiles;
  readonly #root: string;
  readonly #subject: Subject;
  readonly #places: readonly NamedPlace[];

  constructor(program: Program, files: RenameFiles, root: string, subject: Subject) {
    this.#program = program;
    this.#files = files;
    this.#root = root;
    this.#subject = subject;
    this.#places = namedPlaces(program, root);
  }

  to(name: string): Rename {
    const refusal = this.#whyNot(name);
    if (refusal !== undefined) return { refusal };
    try {
      const folders = this.#program.namesIn(this.#root).folders.filter((each) => isSameName(each, this.#subject));
      const inFolders = folders.map((each) => this.#folder(each, name));
      // The host knows a function of model v3 by its folder, whatever its trigger says.
      const inSettings = inFolders.every(({ moves }) => moves.length) ? this.#inSettings(name) : [];
      const edits = [...inFolders.flatMap((each) => each.edits), ...this.#inCode(name), ...inSettings];
      return { edits, moves: inFolders.flatMap((each) => each.moves), hidden: this.#hidden() };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error.message };
      throw error;
    }
  }

  #whyNot(name: string): string | undefined {
    const { kind } = this.#subject;
    if (kind === "event") {
      if (!eventName.test(name)) return "A name of an event has no quotes, backslashes, dollar signs or line breaks.";
    } else {
      const problem = functionNameProblem(name);
      if (problem !== undefined) return problem;
    }
    const taken = this.#takenBy(name);
    return taken && `The name ${name} is taken: ${taken}.`;
  }

  /** Functions share one set of names, events have theirs. */
  #takenBy(name: string): string | undefined {
    if (this.#subject.kind === "event") {
      const other = this.#places.find((each) => each.kind === "event" && each.name === name);
      return other && other.name !== this.#subject.name ? `${this.#written(other.place)} names an event so` : undefined;
    }
    const { folders, inFiles } = this.#program.namesIn(this.#root);
    const isTaken = (each: Subject) =>
      each.name.toLowerCase() === name.toLowerCase() && !isSameName(each, this.#subject);
    const folder = folders.find(isTaken);
    if (folder) return `${relativeTo(this.#root, folder.functionJson) ?? folder.functionJson} has it`;
    for (const [file, { registered }] of inFiles) {
      for (const { kind, names, range } of registered) {
        const other = names.some((each) => each !== undefined && isTaken({ kind, name: each }));
        if (other) return `${this.#written(this.#program.linesOf(file).place(file, range))} registers it`;
      }
    }
    return undefined;
  }

  #inCode(name: string): readonly { readonly place: SourcePlace; readonly text: string }[] {
    const origins = new Map<string, SourcePlace>();
    for (const each of this.#places) {
      if (each.isCallable || !isSameName(each, this.#subject)) continue;
      for (const place of this.#rewritable(each)) origins.set(idOf(place), place);
    }
    for (const each of this.#places) {
      if (each.isLiteral || each.isCallable || isSameName(each, this.#subject)) continue;
      const { whole, parts } = each.origins();
      const shared = [...whole, ...parts].find((place) => origins.has(idOf(place)));
      if (shared)
        throw new Refusal(
          `The text at ${this.#written(shared)} also names the ${each.kind} at ${this.#written(each.place)}: give each a text of its own first.`,
        );
    }
    return [...origins.values()].map((place) => ({ place, text: name }));
  }

  /** A function that is turned off stays so. */
  #inSettings(name: string): readonly { readonly place: SourcePlace; readonly text: string }[] {
    if (this.#subject.kind === "event") return [];
    const file = joinPath(this.#root, "local.settings.json");
    const ranges = disabledSettingsOf(this.#program.textOf(file) ?? "", this.#subject.name);
    const lines = this.#program.linesOf(file);
    return ranges.map((range) => ({ place: lines.place(file, range), text: name }));
  }

  #rewritable(named: NamedPlace): readonly SourcePlace[] {
    const origins = named.origins().whole;
    if (!origins.length)
      throw new Refusal(
        `The name at ${this.#written(named.place)} is made in a way that cannot be rewritten: write it as a text first.`,
      );
    const outside = origins.find(({ file }) => relativeTo(this.#root, file) === undefined);
    if (outside)
      throw new Refusal(
        `The name is written at ${outside.file}:${outside.start.line}, outside of this app: rename it there and wherever else it is used.`,
      );
    return origins;
  }

  #folder({ functionJson }: FunctionFolder, name: string) {
    const folder = parentOf(functionJson);
    const renamed = renameFunctionFolder(this.#program.textOf(functionJson) ?? "", baseName(folder), name);
    if (!renamed) throw new Refusal(`${functionJson} cannot be read: correct it first.`);
    const lines = this.#program.linesOf(functionJson);
    const edits = renamed.edits.map(({ range, text }) => ({ place: lines.place(functionJson, range), text }));
    if (!renamed.isMove) return { edits, moves: [] };
    const to = joinPath(parentOf(folder), name);
    if (to.toLowerCase() !== folder.toLowerCase() && this.#files.list(to).length)
      throw new Refusal(`The folder ${name} is there already: choose another name, or move it away.`);
    const importer = this.#importerOf(folder);
    if (importer !== undefined)
      throw new Refusal(
        `${relativeTo(this.#root, importer) ?? importer} imports code from the folder ${baseName(folder)}, which would move: move that code out of it first.`,
      );
    return { edits, moves: [{ from: folder, to }] };
  }

  /** Code outside of a folder that imports from it. */
  #importerOf(folder: string): string | undefined {
    const isInside = (file: string) => (relativeTo(folder, file) ?? "") !== "";
    for (const file of this.#program.namesIn(this.#root).inFiles.keys()) {
      if (isInside(file) || !(this.#program.textOf(file) ?? "").includes(baseName(folder))) continue;
      for (const specifier of this.#program.summaryOf(file)?.imports ?? []) {
        const resolved = this.#program.resolve(file, specifier);
        if (resolved?.kind === "file" && isInside(resolved.file)) return file;
      }
    }
    return undefined;
  }

  #hidden(): readonly SourcePlace[] {
    const hidden: SourcePlace[] = [];
    const { inFiles } = this.#program.namesIn(this.#root);
    const given = givenIn(inFiles.values());
    for (const [file, { used }] of inFiles) {
      for (const { kind, names, range, givenTo = "" } of used)
        if (kind === this.#subject.kind && names.includes(undefined) && !given.has(givenTo))
          hidden.push(this.#program.linesOf(file).place(file, range));
    }
    return hidden;
  }

  #written({ file, start }: SourcePlace): string {
    return `${relativeTo(this.#root, file) ?? file}:${start.line}`;
  }
}

function idOf({ file, range }: SourcePlace): string {
  return `${file}\0${range.start}`;
}

import type { SourcePlace, TextRange } from "../../base/sourcePlace";
import type { FunctionPlace } from "../linker/calls";
import { handlersOf } from "../linker/orchestrators";
import type { Program } from "../linker/program";
import type { AppSources } from "./appNames";
import type { AppFunction, AppIndex, HiddenName, NameUse } from "./appIndex";
import type { Callers } from "./callers";
import type { RegisteredName, UsedName } from "./fileNames";
import { handlersOfFolder } from "./folderHandlers";
import type { FunctionFolder } from "./functionFolders";

/** Puts together what is known of the files of an app. */
export function buildAppIndex(
  program: Program,
  app: AppSources & { readonly root: string },
  callers: Callers,
): AppIndex {
  return new Builder(program, callers).build(app);
}

/** A function with the places of its code. */
interface Found {
  readonly function: AppFunction;
  readonly handlers: readonly FunctionPlace[];
}

class Builder {
  readonly #program: Program;
  readonly #callers: Callers;
  readonly #found: Found[] = [];
  readonly #uses: NameUse[] = [];
  readonly #hidden: HiddenName[] = [];

  constructor(program: Program, callers: Callers) {
    this.#program = program;
    this.#callers = callers;
  }

  build({ root, folders, inFiles }: AppSources & { readonly root: string }): AppIndex {
    for (const folder of folders) this.#addFolder(folder);
    for (const [file, { registered }] of inFiles) for (const each of registered) this.#addRegistered(file, each);
    const roots = this.#found.map(({ function: { name }, handlers }) => ({ name, handlers }));
    const asked = [...inFiles].flatMap(([file, { used }]) => (used.length ? [file] : []));
    this.#callers.follow(roots, inFiles.keys(), asked);
    for (const [file, { used }] of inFiles) for (const each of used) this.#addUsed(file, each);
    const functions = this.#found.map((each) => each.function);
    return { root, functions, uses: this.#uses, hidden: this.#hidden };
  }

  #addFolder(folder: FunctionFolder): void {
    const { name, kind, functionJson } = folder;
    const place = this.#place(functionJson, { start: 0, end: 0 });
    const handlers = handlersOfFolder(this.#program, folder);
    const handler = this.#handler(handlers) ?? (folder.script === undefined ? undefined : this.#start(folder.script));
    const own = { name, kind, place, isLiteral: false, functionJson, ...(handler && { handler }) };
    this.#found.push({ function: own, handlers });
  }

  #addRegistered(file: string, { kind, names, range, isLiteral, handler: reference }: RegisteredName): void {
    const place = this.#place(file, range);
    const handlers = reference ? handlersOf(this.#program, file, reference) : [];
    const handler = this.#handler(handlers);
    for (const name of names) {
      if (name === undefined) this.#hidden.push({ kind, isRegistration: true, place });
      else this.#found.push({ function: { name, kind, place, isLiteral, ...(handler && { handler }) }, handlers });
    }
  }

  #addUsed(file: string, { kind, method, names, range, isLiteral, within }: UsedName): void {
    const place = this.#place(file, range);
    const from = this.#callers.of({ file, key: within });
    for (const name of names) {
      if (name === undefined) this.#hidden.push({ kind, isRegistration: false, place });
      else this.#uses.push({ kind, name, place, isLiteral, method, from });
    }
  }

  #handler([first]: readonly FunctionPlace[]): SourcePlace | undefined {
    const range = first && this.#program.summaryOf(first.file)?.functions.get(first.key)?.range;
    return range && this.#place(first.file, range);
  }

  #start(file: string): SourcePlace {
    return this.#place(file, { start: 0, end: 0 });
  }

  #place(file: string, range: TextRange): SourcePlace {
    return this.#program.linesOf(file).place(file, range);
  }
}

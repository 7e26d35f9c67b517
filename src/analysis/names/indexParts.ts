import type { SourcePlace, TextRange } from "../../base/sourcePlace";
import type { FunctionPlace } from "../linker/calls";
import { handlersOf } from "../linker/orchestrators";
import type { Program } from "../linker/program";
import type { AppFunction, HiddenName, NameUse } from "./appIndex";
import { namesInFile } from "./fileNames";
import { handlersOfFolder } from "./folderHandlers";
import type { FunctionFolder } from "./functionFolders";
import type { RegisteredName, UsedName } from "./writtenNames";

/** A function with the places of its code. */
interface Found {
  readonly function: AppFunction;
  readonly handlers: readonly FunctionPlace[];
}

/** A use, and the function that it is in. */
interface Used {
  readonly use: Omit<NameUse, "from">;
  readonly within: FunctionPlace;
}

/** What one file, or one folder of model v3, adds to the index of its app. */
export interface IndexPart {
  readonly found: readonly Found[];
  readonly used: readonly Used[];
  /** Registered under names that only show when the code runs; and used. */
  readonly hidden: { readonly registered: readonly HiddenName[]; readonly used: readonly HiddenName[] };
}

/** @returns the same object until something that it is made of is another */
export function partOfFile(program: Program, file: string): IndexPart {
  return program.memo.get(file, "index", () => {
    const { registered, used } = namesInFile(program, file);
    const reader = new PartReader(program);
    for (const each of registered) reader.addRegistered(file, each);
    for (const each of used) reader.addUsed(file, each);
    return reader;
  });
}

/** @returns the same object until something that it is made of is another */
export function partOfFolder(program: Program, folder: FunctionFolder): IndexPart {
  const { name, kind, functionJson, script, entryPoint } = folder;
  // Everything else of it is in the script.
  const what = ["index", functionJson, kind, name, entryPoint].join("\0");
  return program.memo.get(script ?? functionJson, what, () => {
    const reader = new PartReader(program);
    reader.addFolder(folder);
    return reader;
  });
}

function given(givenTo: string | undefined): Pick<HiddenName, "givenTo"> {
  return givenTo === undefined ? {} : { givenTo };
}

class PartReader implements IndexPart {
  readonly #program: Program;
  readonly found: Found[] = [];
  readonly used: Used[] = [];
  readonly hidden: { readonly registered: HiddenName[]; readonly used: HiddenName[] } = { registered: [], used: [] };

  constructor(program: Program) {
    this.#program = program;
  }

  addFolder(folder: FunctionFolder): void {
    const { name, kind, functionJson } = folder;
    const place = this.#start(functionJson);
    const handlers = handlersOfFolder(this.#program, folder);
    const handler = this.#handler(handlers) ?? (folder.script === undefined ? undefined : this.#start(folder.script));
    const own = { name, kind, place, isLiteral: false, functionJson, ...(handler && { handler }) };
    this.found.push({ function: own, handlers });
  }

  addRegistered(file: string, registered: RegisteredName): void {
    const { kind, names, range, isLiteral, handler: reference, givenTo } = registered;
    const place = this.#place(file, range);
    const handlers = reference ? handlersOf(this.#program, file, reference) : [];
    const handler = this.#handler(handlers);
    for (const name of names) {
      if (name === undefined) this.hidden.registered.push({ kind, isRegistration: true, place, ...given(givenTo) });
      else this.found.push({ function: { name, kind, place, isLiteral, ...(handler && { handler }) }, handlers });
    }
  }

  addUsed(file: string, used: UsedName): void {
    const { kind, method, names, range, isLiteral, within: key, takenBy, givenTo } = used;
    const place = this.#place(file, range);
    for (const name of names) {
      if (name === undefined) this.hidden.used.push({ kind, isRegistration: false, place, ...given(givenTo) });
      else
        this.used.push({
          use: { kind, name, place, isLiteral, method, ...(takenBy && { takenBy }) },
          within: { file, key },
        });
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

import { isSameList } from "../../base/lists";
import type { Program } from "../linker/program";
import type { AppSources } from "./appNames";
import type { AppIndex, HiddenName, NameUse } from "./appIndex";
import { Callers, type Root } from "./callers";
import { givenIn, namesNothing } from "./writtenNames";
import { partOfFile, partOfFolder, type IndexPart } from "./indexParts";

/** The functions of apps with their places and what names them. What an edit does not touch is not read again. */
export class FunctionIndex {
  readonly #program: Program;
  readonly #apps = new Map<string, KeptIndex>();

  constructor(program: Program) {
    this.#program = program;
    program.onTouched = (files) => {
      for (const app of this.#apps.values()) app.changed(files);
    };
  }

  /**
   * @param root folder of the app
   * @returns the same object until something in it is another
   */
  of(root: string): AppIndex {
    const sources = this.#program.namesIn(root);
    const app = this.#apps.get(root) ?? new KeptIndex(this.#program, root);
    this.#apps.set(root, app);
    return this.#program.memo.apart(() => app.update(sources));
  }
}

/** The index of one app, put together from what its files add; uses are kept until other functions run their code. */
class KeptIndex {
  readonly #program: Program;
  readonly #callers: Callers;
  #parts: readonly IndexPart[] = [];
  #roots: readonly Root[] = [];
  #asked: readonly string[] = [];
  #given: ReadonlySet<string> = new Set();
  #uses = new Map<IndexPart, readonly NameUse[]>();
  #index: AppIndex;

  constructor(program: Program, root: string) {
    this.#program = program;
    this.#callers = new Callers(program);
    this.#index = { root, functions: [], uses: [], hidden: [] };
  }

  changed(files: Iterable<string>): void {
    this.#callers.changed(files);
  }

  update({ folders, inFiles }: AppSources): AppIndex {
    const naming = [...inFiles].flatMap(([file, names]) => (namesNothing(names) ? [] : [file]));
    const inFolders = folders.map((folder) => partOfFolder(this.#program, folder));
    const parts = [...inFolders, ...naming.map((file) => partOfFile(this.#program, file))];
    const areSame = isSameList(parts, this.#parts);
    const given = givenIn(inFiles.values());
    const giveAsBefore = isSameList([...given], [...this.#given]);
    this.#given = given;
    if (!areSame) {
      this.#parts = parts;
      this.#roots = parts.flatMap(({ found }) => found.map(({ function: { name }, handlers }) => ({ name, handlers })));
      this.#asked = naming.filter((file) => inFiles.get(file)?.used.length);
    }
    const runAsBefore = this.#callers.follow(this.#roots, inFiles, this.#asked);
    if (areSame && runAsBefore && giveAsBefore) return this.#index;
    const before = runAsBefore ? this.#uses : new Map<IndexPart, readonly NameUse[]>();
    this.#uses = new Map(parts.map((part) => [part, before.get(part) ?? this.#usesIn(part)]));
    return (this.#index = this.#putTogether());
  }

  #usesIn({ used }: IndexPart): readonly NameUse[] {
    return used.map(({ use, within }) => ({ ...use, from: this.#callers.of(within) }));
  }

  #putTogether(): AppIndex {
    const parts = this.#parts;
    const isHidden = ({ givenTo }: HiddenName) => givenTo === undefined || !this.#given.has(givenTo);
    const hidden = [...parts.flatMap((each) => each.hidden.registered), ...parts.flatMap((each) => each.hidden.used)];
    return {
      root: this.#index.root,
      functions: parts.flatMap(({ found }) => found.map((each) => each.function)),
      uses: parts.flatMap((part) => this.#uses.get(part) ?? []),
      hidden: hidden.filter(isHidden),
    };
  }
}

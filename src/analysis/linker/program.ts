import type { SourceFiles } from "../../base/ports";
import { parseFile } from "../../syntax/parse";
import { AppList, type AppFacts } from "../appFacts";
import { ModuleResolver, type ResolvedModule } from "../../syntax/resolveModule";
import { summarizeFile, type SummarizedFile } from "../../syntax/summarize";
import type { FileSummary } from "../../syntax/summary";
import { Evaluator, type ProgramFiles } from "./evaluator";

/** Characters of source whose syntax trees are kept: a tree is about fifty times its text. */
const keptCharacters = 1_500_000;

/** The files of a workspace as one program; each is read when something leads to it. */
export class Program implements ProgramFiles {
  readonly evaluator: Evaluator;
  readonly followPackages: boolean;
  readonly #files: SourceFiles;
  readonly #resolver: ModuleResolver;
  readonly #apps: AppList;
  readonly #summaries = new Map<string, FileSummary | undefined>();
  readonly #trees = new Map<string, SummarizedFile>();
  #kept = 0;

  constructor(files: SourceFiles, followPackages = false) {
    this.#files = files;
    this.#resolver = new ModuleResolver(files);
    this.#apps = new AppList(files);
    this.followPackages = followPackages;
    this.evaluator = new Evaluator(this);
  }

  /** Files that were read, in the order in which something led to them. */
  get readFiles(): readonly string[] {
    return [...this.#summaries.keys()];
  }

  resolve(fromFile: string, specifier: string): ResolvedModule | undefined {
    return this.#resolver.resolve(fromFile, specifier);
  }

  /** The function app that a file belongs to. */
  appOf(file: string): AppFacts | undefined {
    return this.#apps.of(file);
  }

  summaryOf(file: string): FileSummary | undefined {
    if (!this.#summaries.has(file)) this.#summaries.set(file, this.treeOf(file)?.summary);
    return this.#summaries.get(file);
  }

  /** A file with its syntax tree; undefined when there is none, or nothing can be made of it. */
  treeOf(file: string): SummarizedFile | undefined {
    const known = this.#trees.get(file);
    if (known) return known;
    const text = this.#files.read(file);
    const parsed = text === undefined ? undefined : parseFile(file, text);
    if (!parsed) return undefined;
    const tree = summarizeFile(parsed);
    this.#keep(tree);
    return tree;
  }

  #keep(tree: SummarizedFile): void {
    this.#trees.set(tree.file, tree);
    this.#kept += tree.text.length;
    for (const [file, { text }] of this.#trees) {
      if (this.#kept <= keptCharacters || file === tree.file) return;
      this.#trees.delete(file);
      this.#kept -= text.length;
    }
  }
}

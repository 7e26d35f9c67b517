import { LineIndex } from "../../base/lineIndex";
import { isBelow, parentOf } from "../../base/paths";
import type { SourceFiles } from "../../base/ports";
import { exportsUnsaid } from "../../syntax/exports";
import { isCodeFile, whyUnfit } from "../../syntax/fitness";
import { parseFile } from "../../syntax/parse";
import type { ParsedFile } from "../../syntax/parsedFile";
import { AppList, type AppFacts } from "../appFacts";
import { AppNames, type AppFunctions, type AppSources } from "../names/appNames";
import type { FunctionFolder } from "../names/functionFolders";
import { ModuleResolver, type ResolvedModule } from "../../syntax/resolveModule";
import { summarizeFile, type SummarizedFile } from "../../syntax/summarize";
import type { FileSummary } from "../../syntax/summary";
import { Evaluator } from "./evaluator";
import { FileList } from "./fileList";
import { KeptTrees } from "./keptTrees";
import { Memo } from "./memo";

export type Parse = (file: string, text: string) => ParsedFile | undefined;

export interface ProgramOptions {
  /** Whether what a file imports is followed into npm packages, too; without it, nothing is. */
  readonly followsPackages?: (importingFile: string) => boolean;
  readonly parse?: Parse;
  /** `changed` will not be called: nothing is kept for it. */
  readonly isOfOneRun?: boolean;
}

/** Characters of texts that are kept: one after the other asks for them, and each would read the file. */
const keptCharacters = 4_000_000;

/**
 * The files of a workspace as one program; each is read when something leads to it. What is made of them under `memo`
 * is forgotten as they change.
 */
export class Program {
  readonly evaluator: Evaluator;
  readonly memo: Memo;
  readonly #files: SourceFiles;
  readonly #parse: Parse;
  readonly #resolver: ModuleResolver;
  readonly #apps: AppList;
  readonly #names: AppNames;
  readonly #summaries = new Map<string, FileSummary | undefined>();
  readonly #trees: KeptTrees;
  readonly #texts = new FileList<{ readonly file: string; readonly text: string }>(keptCharacters);
  readonly #lines = new Map<string, LineIndex>();
  readonly #folders = new Map<string, string>();
  /** Whether a file is there, as far as anybody has said. */
  readonly #isThere = new Map<string, boolean>();
  /** Files that were asked for → whether there was a text. */
  readonly #hadText = new Map<string, boolean>();
  /** Folder of the importing file → specifier → what it leads to. */
  readonly #imports = new Map<string, Map<string, ResolvedModule | undefined>>();
  readonly #appFacts = new Map<string, AppFacts | undefined>();
  #touched = new Set<string>();
  /** Told of files that changed, and of those of which something is to be computed again. */
  onTouched: ((files: Iterable<string>) => void) | undefined;

  constructor(files: SourceFiles, options: ProgramOptions = {}) {
    const { followsPackages = () => false, parse = parseFile, isOfOneRun } = options;
    this.memo = new Memo(isOfOneRun);
    this.#trees = new KeptTrees(isOfOneRun);
    this.#files = files;
    this.#parse = parse;
    this.#resolver = new ModuleResolver(files);
    this.#apps = new AppList(files);
    this.#names = new AppNames(files, this);
    this.evaluator = new Evaluator({
      followsPackages,
      memo: this.memo,
      summaryOf: (file) => this.visibleOf(file),
      resolve: (fromFile, specifier) => this.resolve(fromFile, specifier),
      mayExport: (file, name) => this.mayExport(file, name),
    });
  }

  resolve(fromFile: string, specifier: string): ResolvedModule | undefined {
    const folder = this.#folderOf(fromFile);
    this.memo.read(folder, `import ${specifier}`);
    const known = this.#imports.get(folder) ?? new Map<string, ResolvedModule | undefined>();
    this.#imports.set(folder, known);
    if (!known.has(specifier)) known.set(specifier, this.#resolver.resolve(fromFile, specifier));
    return known.get(specifier);
  }

  #folderOf(file: string): string {
    const folder = this.#folders.get(file) ?? parentOf(file);
    this.#folders.set(file, folder);
    return folder;
  }

  /** The function app that a file belongs to. */
  appOf(file: string): AppFacts | undefined {
    const folder = this.#folderOf(file);
    this.memo.read(folder, "app");
    if (!this.#appFacts.has(folder)) this.#appFacts.set(folder, this.#apps.of(file));
    return this.#appFacts.get(folder);
  }

  /** Names that the app of a file registers functions under; undefined: it has none, or the file belongs to no app. */
  functionsOf(file: string): AppFunctions | undefined {
    const app = this.appOf(file);
    return app && this.#names.of(app.root);
  }

  /** Functions of model v3 of an app; `root`: its folder. */
  foldersOf(root: string): readonly FunctionFolder[] {
    return this.#names.foldersOf(root);
  }

  /** What the files of an app register and name; `root`: its folder. */
  namesIn(root: string): AppSources {
    return this.#names.sourcesOf(root);
  }

  summaryOf(file: string): FileSummary | undefined {
    this.memo.read(file, "text");
    return this.#summary(file);
  }

  /** Whether a file can be read as code. */
  isCode(file: string): boolean {
    return this.visibleOf(file) !== undefined;
  }

  /**
   * For whoever looks only at what `shape` of the summary is made from: exports, registrations, and of functions what
   * they are and return, not where they stand and what they call.
   */
  visibleOf(file: string): FileSummary | undefined {
    this.memo.read(file, "shape");
    return this.#summary(file);
  }

  #summary(file: string): FileSummary | undefined {
    const known = this.#summaries.get(file);
    if (known || this.#summaries.has(file)) return known;
    const summary = this.#tree(file)?.summary;
    this.#summaries.set(file, summary);
    return summary;
  }

  /** A file with its syntax tree; undefined when there is none, or nothing can be made of it. */
  treeOf(file: string): SummarizedFile | undefined {
    this.memo.read(file, "text");
    return this.#tree(file);
  }

  linesOf(file: string): LineIndex {
    const known = this.#lines.get(file) ?? new LineIndex(this.#text(file) ?? "");
    this.#lines.set(file, known);
    return known;
  }

  /** Whether a file may give a name to others, judging by its text: it is not parsed. */
  mayExport(file: string, name: string): boolean {
    const known = this.memo.isOfOneRun ? this.#summaries.get(file) : undefined;
    if (known) return known.exports.has(name) || !!known.commonJs || known.reexports.length > 0;
    const says = () => (this.textOf(file) ?? "").includes(name);
    const isSaid = this.memo.isOfOneRun ? says() : this.memo.settled(file, `says ${name}`, says);
    return isSaid || this.memo.settled(file, "exports unsaid", () => exportsUnsaid(this.textOf(file) ?? ""));
  }

  /** Why a file would not be read as code, judging by its text; undefined: it would. */
  whyUnfit(file: string): string | undefined {
    const text = this.#text(file);
    return text === undefined ? "it cannot be read" : whyUnfit(file, text);
  }

  /** Why a file has no tree, worded for the user. */
  whyNotRead(file: string): string {
    return this.whyUnfit(file) ?? "nothing can be made of its text: it is broken, or nested too deeply";
  }

  /** To be called when all that needs the tree of a file has been made from it: others are kept before it. */
  releaseTree(file: string): void {
    this.#trees.release(file);
  }

  textOf(file: string): string | undefined {
    this.memo.read(file, "text");
    return this.#text(file);
  }

  #text(file: string): string | undefined {
    const known = this.#texts.get(file);
    if (known) return known.text;
    const text = this.#files.read(file);
    this.#hadText.set(file, text !== undefined);
    if (text !== undefined) this.#texts.add({ file, text });
    return text;
  }

  #tree(file: string): SummarizedFile | undefined {
    const known = this.#trees.get(file);
    if (known) return known;
    const text = this.#text(file);
    if (text === undefined || whyUnfit(file, text) !== undefined) return undefined;
    const tree = this.#summarize(file, text);
    if (!tree) return undefined;
    // Rules ask for variables that the program does not: they are in the summary of the tree that the rules see.
    this.#summaries.set(file, tree.summary);
    this.#trees.add(tree);
    return tree;
  }

  #summarize(file: string, text: string): SummarizedFile | undefined {
    const parsed = this.#parse(file, text);
    try {
      return parsed && summarizeFile(parsed);
    } catch (error) {
      // Of the stack: code that is nested deeper than anybody writes.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Files that came or went with one of the folders: nobody may have told of each. */
  withFolders(folders: readonly string[]): readonly string[] {
    if (!folders.length) return [];
    const isIn = (file: string) => folders.some((folder) => isBelow(file, folder));
    const isOther = ([file, hadText]: readonly [string, boolean]) => this.#files.isFile(file) !== hadText && isIn(file);
    return [...this.#hadText].filter(isOther).map(([file]) => file);
  }

  /** To be told of every file or folder that came, went or has another text. */
  changed(files: readonly string[]): void {
    const hasOthers = files.filter((file) => this.#isOther(file)).length > 0;
    for (const file of files) this.#changeText(file);
    if (hasOthers) this.#findAgain();
    this.memo.settle();
    this.#touch(files);
    this.#touch(this.memo.takeForgotten());
    this.#names.update(this.#touched, hasOthers);
    this.memo.settle();
    this.#touch(this.memo.takeForgotten());
  }

  #touch(files: Iterable<string>): void {
    for (const file of files) this.#touched.add(file);
    this.onTouched?.(files);
  }

  /** Files that changed since this was last asked, and those of which something is to be computed again. */
  takeTouched(): ReadonlySet<string> {
    const files = this.#touched;
    this.#touched = new Set();
    return files;
  }

  /** What decides where imports lead: files that come and go, and configuration. */
  #isOther(file: string): boolean {
    if (!isCodeFile(file)) return true;
    const isThere = this.#files.isFile(file);
    const wasThere = this.#isThere.get(file) ?? (this.#summaries.get(file) ? true : undefined);
    this.#isThere.set(file, isThere);
    return isThere !== wasThere;
  }

  #changeText(file: string): void {
    this.#texts.delete(file);
    this.#lines.delete(file);
    this.#trees.delete(file);
    this.#hadText.delete(file);
    if (!this.#summaries.has(file)) return this.memo.changed(file, "text");
    const before = this.#summaries.get(file);
    this.#summaries.delete(file);
    const after = this.#summary(file);
    this.memo.changed(file, "text");
    if (before?.shape === after?.shape) this.memo.refresh(file);
    else this.memo.changed(file, "shape");
  }

  #findAgain(): void {
    this.#resolver.forget();
    for (const [folder, known] of this.#imports) {
      for (const [specifier, before] of known) {
        const after = this.#resolver.resolve(`${folder}/importer`, specifier);
        if (isSame(before, after)) continue;
        known.set(specifier, after);
        this.memo.changed(folder, `import ${specifier}`);
      }
    }
    this.#apps.forget();
    for (const [folder, before] of this.#appFacts) {
      if (isSame(before, this.#apps.of(`${folder}/file`))) continue;
      this.#appFacts.delete(folder);
      this.memo.changed(folder, "app");
    }
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

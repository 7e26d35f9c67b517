import type { SourceFiles } from "../base/ports";
import { isCodeFile } from "../syntax/fitness";
import { DamagedFiles } from "./damagedFiles";
import type { Finding, LintResult } from "./finding";
import { Linter } from "./linter";
import { packageFollowing, SettingsByFile, type LintSettings } from "./lintSettings";
import { Program } from "./linker/program";
import { NameService } from "./names/nameService";

/** A file of which something changed. */
export interface FileChange {
  /** Absolute path; of a folder, when it came or went. */
  readonly file: string;
  /** What its editor holds; undefined: it is as on disk, where it may have come, changed or gone. */
  readonly text?: string;
}

/** Lints files that are being edited. What an edit does not touch is not looked at again. */
export interface LintSession {
  configure(settings: LintSettings): void;
  /** The files that are looked at; helpers are followed out of them. */
  setFiles(files: readonly string[]): void;
  change(changes: readonly FileChange[]): void;
  /** All findings as things are now. */
  lint(signal?: AbortSignal): LintResult;
  /** What there is to know of names as things are now; not to be kept. */
  names(): NameService;
}

/** @param disk files as they are on disk; a session lays the texts of editors over them. */
export function createLintSession(disk: SourceFiles): LintSession {
  return new Session(disk);
}

class Session implements LintSession {
  readonly #texts = new Map<string, string>();
  /** Files with the texts of editors. */
  readonly #sources: SourceFiles;
  readonly #damaged: DamagedFiles;
  readonly #changed = new Set<string>();
  /** Files that were changed since no file was damaged. */
  readonly #changedSince = new Set<string>();
  #files: readonly string[] = [];
  #settings: LintSettings = { severities: {}, followPackages: false };
  #byFile = new SettingsByFile(this.#settings);
  #program: Program;
  #linter: Linter;
  #names: NameService;
  /** Findings when no file was damaged. */
  #before: readonly Finding[] = [];

  constructor(disk: SourceFiles) {
    this.#sources = {
      read: (file) => this.#texts.get(file) ?? disk.read(file),
      isFile: (file) => this.#texts.has(file) || disk.isFile(file),
      list: (folder) => disk.list(folder),
      realPath: (file) => disk.realPath(file),
    };
    this.#damaged = new DamagedFiles((file) => disk.read(file));
    this.#program = this.#newProgram();
    this.#linter = new Linter(this.#program);
    this.#names = new NameService(this.#program, this.#sources);
  }

  configure(settings: LintSettings): void {
    const isAsBefore = followed(settings) === followed(this.#settings);
    this.#settings = settings;
    this.#byFile = new SettingsByFile(settings);
    if (isAsBefore) return;
    this.#program = this.#newProgram();
    this.#linter = new Linter(this.#program);
    this.#names = new NameService(this.#program, this.#sources);
  }

  #newProgram(): Program {
    const parse = (file: string, text: string) => this.#damaged.parse(file, text);
    return new Program(this.#sources, { followsPackages: packageFollowing(this.#settings), parse });
  }

  setFiles(files: readonly string[]): void {
    const asked = new Set(files);
    const gone = new Set(this.#files.filter((file) => !asked.has(file)));
    this.#files = files;
    this.#before = this.#before.filter(({ place }) => !gone.has(place.file));
  }

  change(changes: readonly FileChange[]): void {
    for (const { file, text } of changes) {
      if (text === undefined) this.#texts.delete(file);
      else this.#texts.set(file, text);
      this.#changed.add(file);
    }
  }

  names(): NameService {
    this.#takeChanges();
    return this.#names;
  }

  #takeChanges(): void {
    if (!this.#changed.size) return;
    const folders = [...this.#changed].filter((each) => !isCodeFile(each) && !each.endsWith(".json"));
    for (const file of this.#program.withFolders(folders)) this.#changed.add(file);
    for (const file of this.#changed) {
      this.#damaged.forget(file);
      this.#changedSince.add(file);
    }
    this.#program.changed([...this.#changed]);
    this.#changed.clear();
  }

  lint(signal?: AbortSignal): LintResult {
    this.#takeChanges();
    const result = this.#linter.lint({ files: this.#files, ...this.#settings }, signal);
    if (this.#damaged.count === 0) {
      this.#changedSince.clear();
      this.#before = result.findings;
      return result;
    }
    return { ...result, findings: this.#damaged.findings(result.findings, this.#kept()) };
  }

  /** Of the findings when no file was damaged, those that nothing has been found out about since. */
  #kept(): readonly Finding[] {
    const whole = new Set([...this.#changedSince].filter((file) => !this.#damaged.has(file)));
    const isOn = ({ rule, place }: Finding) => this.#byFile.severityOf(rule, place.file) !== "off";
    return this.#before.filter((each) => isOn(each) && !isAbout(each, whole));
  }
}

/** Equal where the same packages are followed. */
function followed({ followPackages, folders = [] }: LintSettings): string {
  return JSON.stringify([followPackages, folders.map((each) => [each.folder, each.followPackages])]);
}

function isAbout({ place, sink, chain }: Finding, files: ReadonlySet<string>): boolean {
  return files.has(place.file) || files.has(sink.file) || chain.some((link) => files.has(link.place.file));
}

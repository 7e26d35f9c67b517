import type { SourceFiles } from "../base/ports";
import type { FindingSeverity, LintResult, RuleId } from "./finding";
import { createLint } from "./lint";

/** A file of which something changed. */
export interface FileChange {
  /** Absolute path. */
  readonly file: string;
  /** What its editor holds; undefined: it is as on disk, where it may have come, changed or gone. */
  readonly text?: string;
}

export interface LintSettings {
  /** Over the rules' own severities. */
  readonly severities: Readonly<Record<RuleId, FindingSeverity | "off">>;
  readonly followPackages: boolean;
}

/** Lints files that are being edited. What an edit does not touch is not looked at again. */
export interface LintSession {
  configure(settings: LintSettings): void;
  /** The files that are looked at; helpers are followed out of them. */
  setFiles(files: readonly string[]): void;
  change(changes: readonly FileChange[]): void;
  /** All findings as things are now. */
  lint(signal?: AbortSignal): LintResult;
}

/** @param disk files as they are on disk; a session lays the texts of editors over them. */
export function createLintSession(disk: SourceFiles): LintSession {
  return new Session(disk);
}

class Session implements LintSession {
  readonly #disk: SourceFiles;
  readonly #texts = new Map<string, string>();
  #files: readonly string[] = [];
  #settings: LintSettings = { severities: {}, followPackages: false };

  constructor(disk: SourceFiles) {
    this.#disk = disk;
  }

  configure(settings: LintSettings): void {
    this.#settings = settings;
  }

  setFiles(files: readonly string[]): void {
    this.#files = files;
  }

  change(changes: readonly FileChange[]): void {
    for (const { file, text } of changes) {
      if (text === undefined) this.#texts.delete(file);
      else this.#texts.set(file, text);
    }
  }

  lint(signal?: AbortSignal): LintResult {
    const texts = this.#texts;
    const files: SourceFiles = {
      read: (file) => texts.get(file) ?? this.#disk.read(file),
      isFile: (file) => texts.has(file) || this.#disk.isFile(file),
      list: (folder) => this.#disk.list(folder),
      realPath: (file) => this.#disk.realPath(file),
    };
    return createLint(files)({ files: this.#files, ...this.#settings }, signal);
  }
}

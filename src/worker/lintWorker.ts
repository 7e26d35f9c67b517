import { filesToLint } from "../analysis/filesToLint";
import type { LeftOut } from "../analysis/finding";
import { leftOutOnce } from "../analysis/leftOutFiles";
import { createLintSession, type FileChange, type LintSession } from "../analysis/lintSession";
import { SettingsByFile, type LintSettings } from "../analysis/lintSettings";
import { baseName, isBelow, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { isCodeFile } from "../syntax/fitness";
import { tolerantParser } from "../syntax/parse";
import { answerQuestion } from "./answerQuestion";
import { editorFindings } from "./editorFindings";
import type { LintAnswer, LintMessage, NameQuestion } from "./messages";

/** Files on disk that can be told of what changed there. */
export interface WatchedFiles extends SourceFiles {
  changed(fileOrFolder: string): void;
}

export interface LintWorkerPorts {
  readonly disk: WatchedFiles;
  answer(answer: LintAnswer): void;
  /** Runs an action once the messages that wait have been taken. */
  later(action: () => void): void;
}

/** Checks a workspace again and again as it is edited; answers once for all messages that came together. */
export class LintWorker {
  readonly #ports: LintWorkerPorts;
  readonly #session: LintSession;
  readonly #texts = new Map<string, string>();
  #folders: readonly string[] = [];
  #settings = new SettingsByFile({ severities: {} });
  #files: ReadonlySet<string> = new Set();
  /** Files of editors that are not listed, and were looked for on disk. */
  readonly #lookedFor = new Set<string>();
  #leftOut: readonly LeftOut[] = [];
  #isListed = false;
  #version = 0;
  #isWaiting = false;
  #isReadyForDamage = false;

  constructor(ports: LintWorkerPorts) {
    this.#ports = ports;
    this.#session = createLintSession(withoutMarks(ports.disk));
  }

  take(message: LintMessage): void {
    if (message.kind === "question") return this.#answer(message.id, message.question);
    this.#version = message.version;
    if (message.kind === "start") this.#folders = message.folders;
    if (message.kind !== "changes") this.#configure(message.settings);
    if (message.kind !== "settings") this.#change(message.changes);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#ports.later(() => this.#lint());
  }

  #configure(settings: LintSettings): void {
    this.#settings = new SettingsByFile(settings);
    this.#session.configure(settings);
    this.#isListed = false;
  }

  /** At once, before what waits to be checked. */
  #answer(id: number, question: NameQuestion): void {
    try {
      this.#ports.answer({ kind: "answer", id, answer: answerQuestion(this.#session.names(), question) });
    } catch (error) {
      this.#ports.answer({ kind: "answer", id, details: detailsOf(error) });
    }
  }

  #change(all: readonly FileChange[]): void {
    const wereFolders = new Set(all.filter(({ file }) => this.#isListedFolder(file)));
    for (const { file, text } of all) {
      if (text === undefined) {
        this.#texts.delete(file);
        this.#lookedFor.delete(file);
        this.#ports.disk.changed(file);
      } else this.#texts.set(file, text);
    }
    const changes = all.filter((each) => wereFolders.has(each) || this.#isOfUse(each));
    for (const change of changes) if (this.#changesTheList(change)) this.#isListed = false;
    const inFolders = changes.flatMap(({ file }) => (isFolderName(file) ? this.#listedIn(file) : []));
    this.#session.change([...changes, ...inFolders.map((file) => ({ file }))]);
  }

  #isListedFolder(file: string): boolean {
    return isFolderName(file) && this.#ports.disk.list(parentOf(file)).includes(`${baseName(file)}/`);
  }

  /** Other files come and go all the time: those of an emulator, of a build. */
  #isOfUse({ file, text }: FileChange): boolean {
    return text !== undefined || !isFolderName(file) || this.#isListedFolder(file) || this.#listedIn(file).length > 0;
  }

  /** Files of a folder that came, went or was replaced; what editors hold of them stays. */
  #listedIn(folder: string): readonly string[] {
    return [...this.#files].filter((file) => isBelow(file, folder) && !this.#texts.has(file));
  }

  /** Files that came or went, that were left out, or that say what is built from what. */
  #changesTheList({ file, text }: FileChange): boolean {
    if (/^[tj]sconfig.*\.json$/.test(baseName(file))) return true;
    if (isFolderName(file)) return true;
    if (!isCodeFile(file) || !this.#settings.isChecked(file)) return false;
    if (text === undefined) return this.#files.has(file) !== this.#ports.disk.isFile(file);
    if (this.#files.has(file) || this.#lookedFor.has(file)) return false;
    // It may have come without anybody telling: watchers start late and leave folders out.
    this.#lookedFor.add(file);
    this.#ports.disk.changed(file);
    return this.#ports.disk.isFile(file);
  }

  #lint(): void {
    this.#isWaiting = false;
    const version = this.#version;
    try {
      if (!this.#isListed) this.#list();
      const { findings, leftOut, fileCount } = this.#session.lint();
      this.#ports.answer({
        kind: "findings",
        version,
        findings: editorFindings(findings, (file) => this.#read(file)),
        leftOut: leftOutOnce([...this.#leftOut, ...leftOut]),
        fileCount,
      });
      this.#prepareForDamage();
    } catch (error) {
      this.#ports.answer({ kind: "failed", version, details: detailsOf(error) });
    }
  }

  /** What is being typed is mostly damaged: the first keystroke does not wait for the parser to be loaded. */
  #prepareForDamage(): void {
    if (this.#isReadyForDamage) return;
    this.#isReadyForDamage = true;
    this.#ports.later(() => void tolerantParser());
  }

  #list(): void {
    const all = filesToLint(this.#ports.disk, this.#folders);
    const files = all.files.filter((file) => this.#settings.isChecked(file));
    this.#files = new Set(files);
    this.#leftOut = all.leftOut.filter(({ file }) => this.#settings.isChecked(file));
    this.#session.setFiles(files);
    this.#isListed = true;
  }

  #read(file: string): string | undefined {
    return this.#texts.get(file) ?? withoutMark(this.#ports.disk.read(file));
  }
}

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What is no file that anything is read from may be a folder. */
function isFolderName(name: string): boolean {
  return !isCodeFile(name) && !/\.(?:json|yaml|lock)$/.test(name);
}

/** As editors show it: without a byte order mark, which would shift the first line. */
function withoutMark(text: string | undefined): string | undefined {
  return text?.replace(/^\uFEFF/, "");
}

function withoutMarks(disk: SourceFiles): SourceFiles {
  return {
    read: (file) => withoutMark(disk.read(file)),
    isFile: (file) => disk.isFile(file),
    list: (folder) => disk.list(folder),
    realPath: (file) => disk.realPath(file),
  };
}

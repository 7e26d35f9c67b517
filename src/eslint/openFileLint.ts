import type { Finding } from "../analysis/finding";
import { createLintSession } from "../analysis/lintSession";
import type { Clock } from "../base/ports";
import { StampedFiles } from "./stampedFiles";

/** So long what was read of other files is believed: a run of ESLint asks for one file after the other. */
const believedMs = 1000;

/** Lints one file after the other. What is known of the files that they call is kept, and looked at again as it ages. */
export class OpenFileLint {
  readonly #clock: Clock;
  readonly #files = new StampedFiles();
  readonly #session = createLintSession(this.#files);
  #lookedAt: number;
  /** The file whose text is not that on disk. */
  #open: string | undefined;

  constructor(clock: Clock, followPackages: boolean) {
    this.#clock = clock;
    this.#lookedAt = clock.now();
    this.#session.configure({ severities: {}, followPackages });
  }

  /**
   * Findings whose place is in the file.
   * @param file absolute path, of a file that need not exist
   */
  findingsIn(file: string, text: string): readonly Finding[] {
    this.#lookAgain();
    this.#show(file, text);
    this.#session.setFiles([file]);
    return this.#session.lint().findings.filter(({ place }) => place.file === file);
  }

  #lookAgain(): void {
    const now = this.#clock.now();
    if (now - this.#lookedAt < believedMs) return;
    this.#lookedAt = now;
    this.#session.change(this.#files.changed().map((file) => ({ file })));
  }

  /** Whether files other than the open one were edited is not known: they are as on disk. */
  #show(file: string, text: string): void {
    if (this.#open !== undefined && this.#open !== file) this.#session.change([{ file: this.#open }]);
    const onDisk = this.#files.look(file);
    const isOpen = onDisk.text !== text;
    if (isOpen) this.#session.change([{ file, text }]);
    else if (this.#open === file || !onDisk.isAsRead) this.#session.change([{ file }]);
    this.#open = isOpen ? file : undefined;
  }
}

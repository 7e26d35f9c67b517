import type { Event } from "../../base/emitter";
import { DisposableStore } from "../../base/disposable";
import { Emitter } from "../../base/emitter";
import type { Log } from "../../base/ports";
import type { FileChange } from "../../analysis/lintSession";
import type { LintSettings } from "../../analysis/lintSettings";
import type { Findings, LintAnswer, LintMessage, NameAnswers, NameQuestion, NameTopic } from "../../worker/messages";
import { debounced } from "../debounced";

/** A running thread. */
export interface LintThread {
  post(message: LintMessage): void;
  end(): void;
}

export interface ThreadEvents {
  answered(answer: LintAnswer): void;
  /** It ended by itself. */
  died(reason: string): void;
}

export interface LintClientPorts {
  readonly log: Log;
  startThread(events: ThreadEvents): LintThread;
  /** Those that are checked. */
  folders(): readonly string[];
  settings(): LintSettings;
  /** What the editor holds of a file, if anything else than the disk. */
  edited(file: string): string | undefined;
  editedFiles(): readonly string[];
  /** Whether a file, as the editor holds it or on disk, mentions the SDK. */
  mentionsDurable(file: string): Promise<boolean>;
}

export type LintState =
  | { readonly kind: "off" }
  /** The workspace holds no durable code. */
  | { readonly kind: "nothing" }
  | { readonly kind: "running"; readonly isBusy: boolean; readonly result?: Findings }
  /** The last check failed; the next change is another chance. */
  | { readonly kind: "failed"; readonly result?: Findings }
  /** The thread died more than once. */
  | { readonly kind: "stopped" };

/** How long typing rests before it is checked, in ms. */
const quiet = 150;
const mostRestarts = 1;

/** Keeps the thread that checks the workspace: starts it, tells it of changes, and takes answers that are not overtaken. */
export class LintClient {
  readonly #ports: LintClientPorts;
  readonly #lifetime = new DisposableStore();
  readonly #changes = new Emitter<LintState>();
  readonly #touched = new Set<string>();
  readonly #flushSoon = this.#lifetime.add(debounced(() => this.#flush(), quiet));
  readonly onDidChange: Event<LintState> = this.#changes.event;
  #thread: LintThread | undefined;
  #state: LintState = { kind: "nothing" };
  #sent = 0;
  #restarts = 0;
  readonly #questions = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  constructor(ports: LintClientPorts) {
    this.#ports = ports;
  }

  get state(): LintState {
    return this.#state;
  }

  /** Begins anew, with everything as it is now. */
  start(): void {
    this.#endThread();
    this.#touched.clear();
    const ports = this.#ports;
    const thread = ports.startThread({
      answered: (answer) => this.#thread === thread && this.#answered(answer),
      died: (reason) => this.#thread === thread && this.#died(reason),
    });
    this.#thread = thread;
    const changes = ports.editedFiles().map((file) => this.#changeOf(file));
    const [folders, settings] = [ports.folders(), ports.settings()];
    thread.post({ kind: "start", version: ++this.#sent, folders, settings, changes });
    this.#setBusy();
  }

  stop(): void {
    this.#endThread();
    this.#restarts = 0;
    this.#setState({ kind: "off" });
  }

  configure(): void {
    if (!this.#thread) return;
    this.#thread.post({ kind: "settings", version: ++this.#sent, settings: this.#ports.settings() });
    this.#setBusy();
  }

  /** Something changed in a file: in its editor, or on disk. */
  touch(file: string): void {
    if (this.#state.kind === "off" || this.#state.kind === "stopped") return;
    this.#touched.add(file);
    this.#flushSoon.call();
  }

  /** Resolves once the answer takes everything into account that is known by now, or none is to come. */
  async upToDate(): Promise<void> {
    this.#flush();
    if (!this.#isWaiting()) return;
    await new Promise<void>((resolve) => {
      const listening = this.onDidChange(() => {
        if (this.#isWaiting()) return;
        listening.dispose();
        resolve();
      });
    });
  }

  /** Asks about names, as files are now. Undefined: there is nobody to ask, or it failed. */
  async ask<Topic extends NameTopic>(
    topic: Topic,
    of: NameAnswers[Topic]["of"],
  ): Promise<NameAnswers[Topic]["answer"] | undefined> {
    this.#flush();
    const thread = this.#thread;
    if (!thread) return undefined;
    const id = ++this.#asked;
    const answer = new Promise<unknown>((resolve) => this.#questions.set(id, resolve));
    thread.post({ kind: "question", id, question: { topic, ...of } as NameQuestion });
    return (await answer) as NameAnswers[Topic]["answer"] | undefined;
  }

  dispose(): void {
    this.#endThread();
    this.#lifetime.dispose();
  }

  #isWaiting(): boolean {
    return this.#state.kind === "running" && this.#state.isBusy;
  }

  #flush(): void {
    const files = [...this.#touched];
    this.#touched.clear();
    if (!files.length) return;
    if (this.#state.kind === "nothing") void this.#startIfDurable(files);
    else if (this.#thread) {
      const changes = files.map((file) => this.#changeOf(file));
      this.#thread.post({ kind: "changes", version: ++this.#sent, changes });
      this.#setBusy();
    }
  }

  async #startIfDurable(files: readonly string[]): Promise<void> {
    const found = await Promise.all(files.map((file) => this.#ports.mentionsDurable(file)));
    if (found.includes(true) && this.#state.kind === "nothing") this.start();
  }

  #answered(answer: LintAnswer): void {
    if (answer.kind === "noDurableCode") {
      this.#leaveThread();
      this.#setState({ kind: "nothing" });
      return;
    }
    if (answer.kind === "answer") {
      this.#hear(answer);
      return;
    }
    // Its places are those of a text that is gone; the next answer is under way.
    if (answer.version !== this.#sent || this.#touched.size) return;
    if (answer.kind === "failed") {
      this.#ports.log.error(`The check of durable code failed: ${answer.details}`);
      this.#setState({ kind: "failed", ...this.#lastResult() });
    } else this.#setState({ kind: "running", isBusy: false, result: answer });
  }

  #hear({ id, answer, details }: Extract<LintAnswer, { kind: "answer" }>): void {
    if (details !== undefined) this.#ports.log.error(`A question about names failed: ${details}`);
    this.#questions.get(id)?.(answer);
    this.#questions.delete(id);
  }

  #died(reason: string): void {
    this.#leaveThread();
    this.#ports.log.error(`The thread that checks durable code ended: ${reason}`);
    if (this.#restarts++ < mostRestarts) this.start();
    else this.#setState({ kind: "stopped" });
  }

  #changeOf(file: string): FileChange {
    const text = this.#ports.edited(file);
    return { file, ...(text !== undefined && { text }) };
  }

  #endThread(): void {
    const thread = this.#thread;
    this.#leaveThread();
    thread?.end();
  }

  #leaveThread(): void {
    this.#thread = undefined;
    for (const resolve of this.#questions.values()) resolve(undefined);
    this.#questions.clear();
  }

  #setBusy(): void {
    this.#setState({ kind: "running", isBusy: true, ...this.#lastResult() });
  }

  #lastResult(): { readonly result?: Findings } {
    return "result" in this.#state ? { result: this.#state.result } : {};
  }

  #setState(state: LintState): void {
    this.#state = state;
    this.#changes.fire(state);
  }
}

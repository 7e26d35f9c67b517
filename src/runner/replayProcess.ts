import type { Disposable } from "../base/disposable";
import { ToolkitError } from "../base/errors";
import type { OutputMessage } from "../replay/debugMessages";
import type { History } from "../history/history";
import type { LineAnswer, LineQuestion, PassReport } from "../replay/lineMessages";
import type { LoadResult } from "../replay/messages";
import type { ErrorText } from "../replay/runRecord";
import { startChild, type ChildExit, type ReplayChild } from "./childProcess";
import { loadError } from "./loadError";
import { lengthHint } from "./longHistory";
import type { AppToLoad, PreparedReplay } from "./prepareReplay";

export interface ReplayOptions {
  /** For loading the app and running the code together. */
  readonly timeoutMs: number;
  /** What the app prints. */
  readonly onOutput: (output: OutputMessage) => void;
  readonly signal?: AbortSignal;
}

/**
 * A child process without a debugger that replays one history after another, all of one app. Each sees the app's modules
 * as if nothing had run before.
 */
export class ReplayProcess implements Disposable {
  private readonly child: ReplayChild;
  private readonly client: LineClient;
  private isLoading = false;

  /** Settles when the process is gone. */
  readonly exited: Promise<ChildExit>;

  /** `onOutput`: what the app prints. */
  constructor(prepared: AppToLoad, onOutput: (output: OutputMessage) => void) {
    this.child = startChild({
      node: prepared.node,
      channel: "lines",
      appRoot: prepared.app.root,
      environment: prepared.environment,
      allowNativeModules: prepared.allowNativeModules,
    });
    this.exited = this.child.exited;
    this.client = new LineClient(this.child, onOutput);
  }

  /** Throws `app-does-not-load`, `orchestrator-not-found`, `replay-timeout`, `child-died`. */
  load(prepared: AppToLoad, options: Omit<ReplayOptions, "onOutput">): Promise<void> {
    return Promise.race([this.loadApp(prepared), this.giveUp(options)]);
  }

  /** As `load`, then the run over the history. */
  pass(prepared: PreparedReplay, options: Omit<ReplayOptions, "onOutput">): Promise<PassReport> {
    return Promise.race([this.converse(prepared), this.giveUp(options, prepared.history)]);
  }

  dispose(): void {
    this.child.dispose();
  }

  /** Settles, with an error, when the child dies, time is up or the caller gives up. */
  private async giveUp({ timeoutMs, signal }: Omit<ReplayOptions, "onOutput">, history?: History): Promise<never> {
    let timer: NodeJS.Timeout | undefined;
    const reason = await new Promise<"died" | "time" | "aborted">((resolve) => {
      void this.exited.then(() => resolve("died"));
      timer = setTimeout(() => resolve("time"), timeoutMs);
      if (signal?.aborted) resolve("aborted");
      signal?.addEventListener("abort", () => resolve("aborted"), { once: true });
    });
    clearTimeout(timer);
    if (reason === "aborted") signal?.throwIfAborted();
    if (reason === "time") throw timedOut(timeoutMs, this.isLoading, history);
    throw childDied(await this.exited);
  }

  private async loadApp(prepared: AppToLoad): Promise<void> {
    this.isLoading = true;
    const loaded = await this.client.request({ method: "load", params: prepared.load });
    this.isLoading = false;
    const error = await loadError(loaded as LoadResult, prepared);
    if (error) throw error;
  }

  private async converse(prepared: PreparedReplay): Promise<PassReport> {
    await this.loadApp(prepared);
    return (await this.client.request({ method: "pass", params: prepared.history })) as PassReport;
  }
}

class LineClient {
  private readonly child: ReplayChild;
  private readonly waiting = new Map<number, (answer: Exclude<LineAnswer, { output: OutputMessage }>) => void>();
  private asked = 0;

  constructor(child: ReplayChild, onOutput: (output: OutputMessage) => void) {
    this.child = child;
    child.onMessage((message) => {
      const answer = message as LineAnswer;
      if ("output" in answer) onOutput(answer.output);
      else this.waiting.get(answer.id)?.(answer);
    });
  }

  request(request: LineQuestion): Promise<unknown> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (answer) => {
        this.waiting.delete(id);
        if ("error" in answer) reject(childFailed(answer.error));
        else resolve(answer.result);
      });
      this.child.send({ ...request, id });
    });
  }
}

/** The program around the code has failed: code that changes what it is made of can do that, too. */
function childFailed({ message, stack }: ErrorText): ToolkitError {
  const what = message.replace(/\.$/, "");
  const text = `What replays your code failed itself (${what}). Code that changes JavaScript's own objects (Object.prototype, Promise, JSON) does that: look for it first, else please report this.`;
  return new ToolkitError("internal", text, { cause: stack ?? message });
}

function timedOut(timeoutMs: number, isLoading: boolean, history: History | undefined): ToolkitError {
  const seconds = `${timeoutMs / 1000} s`;
  const what = isLoading
    ? `The app was still loading after ${seconds}. Look for an endless loop, or a wait without an end, in the top-level code of its files: debug the replay and pause it.`
    : `The code still ran after ${seconds}. Look for an endless loop between two yields: debug the replay and pause it.`;
  const longer = "A longer limit: --timeout-ms on the command line, durableToolkit.replay.timeoutMs in the editor.";
  const hint = history && !isLoading ? lengthHint(history) : "";
  return new ToolkitError("replay-timeout", `${what}${hint} ${longer}`);
}

export function childDied({ code, signal, lastWords }: ChildExit): ToolkitError {
  if (/heap out of memory|Allocation failed/.test(lastWords)) {
    const text =
      "The process that runs your code ran out of memory. Look for a collection that grows without end: debug the replay and pause it before.";
    return new ToolkitError("child-died", text);
  }
  const how = signal ?? (code === null ? "it did not start" : `exit code ${code}`);
  const end = lastWords.trim().split("\n").slice(-8).join("\n");
  return new ToolkitError(
    "child-died",
    `The process that runs your code ended by itself (${how}). Replay again.${end ? `\n${end}` : ""}`,
  );
}

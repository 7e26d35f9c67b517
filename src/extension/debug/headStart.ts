import type { Disposable } from "../../base/disposable";
import type { LaunchArguments } from "../../contributions/launchArguments";
import type { ReplaySession } from "../../debugger/replaySession";

/** `folder`: that of the workspace whose session it is. The replay, and what is started meanwhile, ends with `signal`. */
export type OpenReplay = (
  launch: LaunchArguments,
  folder: string | undefined,
  signal: AbortSignal,
) => Promise<ReplaySession>;

interface Begun {
  readonly key: string;
  readonly opened: Promise<ReplaySession>;
  readonly life: AbortController;
  readonly timer: NodeJS.Timeout;
}

/** Milliseconds that the editor has to make a session of a complete configuration. */
const longestWait = 10_000;

/**
 * Loads a replay from the moment its configuration is complete, while the editor still makes the session: the code has gone
 * through the history when the first breakpoints come.
 */
export class HeadStart implements Disposable {
  private readonly open: OpenReplay;
  private begun: Begun | undefined;

  constructor(open: OpenReplay) {
    this.open = open;
  }

  begin(launch: LaunchArguments, folder: string | undefined): void {
    this.dispose();
    const life = new AbortController();
    const opened = this.open(launch, folder, life.signal);
    // The session that takes it tells what is wrong.
    opened.then((replay) => replay.load()).catch(() => undefined);
    const timer = setTimeout(() => this.dispose(), longestWait);
    this.begun = { key: keyOf(launch, folder), opened, life, timer };
  }

  /** What was begun for this launch; else it begins now. */
  take(launch: LaunchArguments, folder: string | undefined, signal: AbortSignal): Promise<ReplaySession> {
    const { begun } = this;
    if (begun?.key !== keyOf(launch, folder)) return this.open(launch, folder, signal);
    clearTimeout(begun.timer);
    this.begun = undefined;
    signal.addEventListener("abort", () => begun.life.abort(), { once: true });
    if (signal.aborted) begun.life.abort();
    return begun.opened;
  }

  /** Ends what no session has taken. */
  dispose(): void {
    if (!this.begun) return;
    clearTimeout(this.begun.timer);
    this.begun.life.abort();
    this.begun = undefined;
  }
}

function keyOf(launch: LaunchArguments, folder: string | undefined): string {
  return JSON.stringify([folder, launch]);
}

import type { Disposable } from "../../base/disposable";
import type { LaunchArguments } from "../../contributions/launchArguments";
import type { PreparedReplay } from "../../runner/prepareReplay";

/** `folder`: that of the workspace whose session it is. What is started meanwhile ends with `signal`. */
export type Prepare = (
  launch: LaunchArguments,
  folder: string | undefined,
  signal: AbortSignal,
) => Promise<PreparedReplay>;

interface Begun {
  readonly key: string;
  readonly prepared: Promise<PreparedReplay>;
  readonly life: AbortController;
  readonly timer: NodeJS.Timeout;
}

/** Milliseconds that the editor has to make a session of a complete configuration. */
const longestWait = 10_000;

/** Prepares a replay from the moment its configuration is complete, while the editor still makes the session. */
export class HeadStart implements Disposable {
  private readonly prepare: Prepare;
  private begun: Begun | undefined;

  constructor(prepare: Prepare) {
    this.prepare = prepare;
  }

  begin(launch: LaunchArguments, folder: string | undefined): void {
    this.dispose();
    const life = new AbortController();
    const prepared = this.prepare(launch, folder, life.signal);
    // The session that takes it tells what is wrong.
    prepared.catch(() => undefined);
    const timer = setTimeout(() => this.dispose(), longestWait);
    this.begun = { key: keyOf(launch, folder), prepared, life, timer };
  }

  /** What was begun for this launch; else it begins now. */
  take(launch: LaunchArguments, folder: string | undefined, signal: AbortSignal): Promise<PreparedReplay> {
    const { begun } = this;
    if (begun?.key !== keyOf(launch, folder)) return this.prepare(launch, folder, signal);
    clearTimeout(begun.timer);
    this.begun = undefined;
    signal.addEventListener("abort", () => begun.life.abort(), { once: true });
    if (signal.aborted) begun.life.abort();
    return begun.prepared;
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

import type { Disposable } from "../base/disposable";
import type { ChildOptions, ReplayChild } from "./childProcess";

type StartChild = (options: ChildOptions) => ReplayChild;

interface Spare {
  readonly key: string;
  readonly child: ReplayChild;
  readonly timer: NodeJS.Timeout;
}

/** Long enough to restart a replay or to choose the next instance; whoever is done finds no process left. */
const lingerMs = 10_000;

/**
 * One child that has loaded none of the app, for its next replay: starting it and loading the SDK takes most of the time
 * to the first stop.
 */
export class SpareChild implements Disposable {
  private spare: Spare | undefined;
  private disposed = false;

  /** Starts a child to be taken later, in place of one for another app or other settings. */
  keep(options: ChildOptions, start: StartChild): void {
    const key = JSON.stringify(options);
    if (this.disposed || this.spare?.key === key) return;
    this.end();
    const child = started(options, start);
    if (!child) return;
    const timer = setTimeout(() => this.end(), lingerMs);
    timer.unref();
    const spare = { key, child, timer };
    this.spare = spare;
    void child.exited.then(() => {
      if (this.spare === spare) this.end();
    });
  }

  /** The child that was kept for these options, or one that starts now. */
  take(options: ChildOptions, start: StartChild): ReplayChild {
    const { spare } = this;
    if (spare?.key !== JSON.stringify(options)) return start(options);
    clearTimeout(spare.timer);
    this.spare = undefined;
    return spare.child;
  }

  dispose(): void {
    this.disposed = true;
    this.end();
  }

  private end(): void {
    if (!this.spare) return;
    clearTimeout(this.spare.timer);
    this.spare.child.dispose();
    this.spare = undefined;
  }
}

/** Nobody waits for it yet, so nobody is told when it cannot be started; the next replay says so itself. */
function started(options: ChildOptions, start: StartChild): ReplayChild | undefined {
  try {
    return start(options);
  } catch {
    return undefined;
  }
}

import { childrenByParent, groupByStatus } from "./listing";
import type { ListedInstance, StatusGroup } from "./listing";
import type { InstanceSource } from "./source";

/** Instances that are read before the user is asked whether to go on. */
export const rowsAtOnce = 20_000;

export interface LoadedInstances {
  readonly all: readonly ListedInstance[];
  readonly groups: readonly StatusGroup[];
  readonly children: ReadonlyMap<string, readonly ListedInstance[]>;
  /** False when more are in storage. */
  readonly isComplete: boolean;
}

export type LoadState =
  | { readonly kind: "idle" }
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly error: unknown };

/** What is known of one source; keeps the last list while a new one is on its way. */
export class LoadedSource {
  source: InstanceSource;
  state: LoadState = { kind: "idle" };
  instances: LoadedInstances | undefined;
  /** When the last load ended, in ms since 1970, and how long it took. */
  endedAt = 0;
  took = 0;
  private wanted = rowsAtOnce;
  private running: { readonly done: Promise<void>; readonly controller: AbortController } | undefined;

  constructor(source: InstanceSource) {
    this.source = source;
  }

  get isLoading(): boolean {
    return this.running !== undefined;
  }

  /** Reads the list anew; one that is under way is waited for instead. Never rejects: see `state`. */
  load(now: () => number): Promise<void> {
    if (!this.running) {
      const controller = new AbortController();
      const started = now();
      // What is shown stays until something new is known.
      if (this.state.kind === "idle" || this.state.kind === "stopped") this.state = { kind: "loading" };
      const done = this.read(controller.signal).finally(() => {
        this.running = undefined;
        this.endedAt = now();
        this.took = this.endedAt - started;
      });
      this.running = { done, controller };
    }
    return this.running.done;
  }

  /** The same with as many more. */
  loadMore(now: () => number): Promise<void> {
    this.wanted += rowsAtOnce;
    return this.load(now);
  }

  /** What has come so far stays. */
  stop(): void {
    this.running?.controller.abort();
  }

  private async read(signal: AbortSignal): Promise<void> {
    const all: ListedInstance[] = [];
    try {
      const isComplete = await this.readInto(all, signal);
      this.instances = loaded(all, isComplete);
      this.state = { kind: "ready" };
    } catch (error) {
      if (!signal.aborted) {
        this.instances = undefined;
        this.state = { kind: "failed", error };
        return;
      }
      if (all.length) this.instances = loaded(all, false);
      this.state = { kind: "stopped" };
    }
  }

  private async readInto(all: ListedInstance[], signal: AbortSignal): Promise<boolean> {
    for await (const page of this.source.pages(signal)) {
      signal.throwIfAborted();
      all.push(...page);
      if (all.length >= this.wanted) return false;
    }
    return true;
  }
}

function loaded(all: readonly ListedInstance[], isComplete: boolean): LoadedInstances {
  return { all, groups: groupByStatus(all), children: childrenByParent(all), isComplete };
}

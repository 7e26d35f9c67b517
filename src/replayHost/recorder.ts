import type { HistoryEvent } from "../history/events";
import type { Action, ActionPoints, CodePoint, ErrorText, OrchestratorState, RunRecord } from "../replay/runRecord";
import type { EventMarks } from "../replay/steps";
import type { Resumption, SdkListener } from "./sdkListener";

/** What the recorder asks the statement clock; a run without instrumented code has no points. */
export interface PointSource {
  readonly t: number;
  createdAt(action: object): CodePoint | undefined;
  generatorPoint(): CodePoint | undefined;
}

export const noPoints: PointSource = { t: 0, createdAt: () => undefined, generatorPoint: () => undefined };

/** Writes down one pass over a history. `events`: those of the payload, in its order. */
export class Recorder implements SdkListener {
  private readonly ticks: number[] = [];
  private readonly eventPoints: (CodePoint | undefined)[] = [];
  private readonly replaying: boolean[] = [];
  private readonly events: readonly HistoryEvent[];
  private readonly source: PointSource;
  private readonly actionCounts: number[] = [];
  private readonly points: ActionPoints[] = [];
  private readonly cancelled: { readonly action: object; readonly episode: number }[] = [];
  private isReplaying = false;
  private readIsReplaying = false;
  private episode = 0;
  private actions = 0;
  private thrown: { readonly error: unknown; readonly failure?: CodePoint } | undefined;
  private endedAt: CodePoint | undefined;
  private lastFailure: { readonly error: unknown; readonly at: CodePoint | undefined } | undefined;

  constructor(events: readonly HistoryEvent[], source: PointSource) {
    this.events = events;
    this.source = source;
  }

  onEvent(index: number): void {
    if (this.events[index]?.type === "OrchestratorStarted") {
      if (this.episode > 0) this.actionCounts.push(this.actions);
      this.episode++;
    }
    this.ticks.push(this.source.t);
    this.eventPoints.push(this.source.generatorPoint());
    this.replaying.push(this.isReplaying);
  }

  get marks(): EventMarks {
    return { ticks: this.ticks, points: this.eventPoints, replaying: this.replaying };
  }

  onAction(action: object): void {
    this.actions++;
    const created = this.createdAt(action);
    const yielded = this.source.generatorPoint();
    this.points.push(actionPoints(created, yielded));
  }

  onTimerCancelled(action: object): void {
    this.cancelled.push({ action, episode: this.episode });
  }

  readonly onReadIsReplaying = (): void => {
    this.readIsReplaying = true;
  };

  onResume(resumption: Resumption): void {
    this.isReplaying = resumption.isReplaying;
    if (resumption.failed) this.lastFailure = { error: resumption.value, at: this.source.generatorPoint() };
  }

  onPause(pause: { readonly kind: "yielded" | "returned" | "threw"; readonly value: unknown }): void {
    if (pause.kind !== "yielded") this.endedAt = this.source.generatorPoint();
    if (pause.kind !== "threw") return;
    const failure = this.lastFailure?.error === pause.value ? this.lastFailure?.at : undefined;
    this.thrown = { error: pause.value, ...(failure && { failure }) };
  }

  /** The error that left the orchestrator; `failure`: the `yield` that handed it to the code, when it came from a task. */
  get escaped(): { readonly error: unknown; readonly failure?: CodePoint } | undefined {
    return this.thrown;
  }

  /** `actions`: the SDK's own action objects, whose identity tells which timers were cancelled. */
  finish(
    answer: { readonly state?: OrchestratorState; readonly fatal?: ErrorText },
    actions: readonly object[],
  ): RunRecord {
    this.actionCounts.push(this.actions);
    return {
      ...answer,
      ...(this.endedAt && { endedAt: this.endedAt }),
      ...(this.thrown && { thrown: errorText(this.thrown.error) }),
      actionCounts: this.actionCounts,
      points: this.points,
      calls: this.calls(actions),
      cancellations: this.cancellations(actions),
      readIsReplaying: this.readIsReplaying,
    };
  }

  /** Combinations of tasks (`Task.all`) are not made by an instrumented call. */
  private createdAt(action: object): CodePoint | undefined {
    return (action as Action).compoundActions ? undefined : this.source.createdAt(action);
  }

  private calls(actions: readonly object[]): (CodePoint | undefined)[] {
    const calls: (CodePoint | undefined)[] = [];
    const walk = (action: object): void => {
      calls.push(this.createdAt(action));
      (action as Action).compoundActions?.forEach(walk);
    };
    actions.forEach(walk);
    return calls;
  }

  private cancellations(actions: readonly object[]): RunRecord["cancellations"] {
    if (!this.cancelled.length) return [];
    const paths = new Map<object, readonly number[]>();
    collectPaths(actions, [], paths);
    return this.cancelled.flatMap(({ action, episode }) => {
      const path = paths.get(action);
      return path ? [{ path, episode }] : [];
    });
  }
}

function actionPoints(created: CodePoint | undefined, yielded: CodePoint | undefined): ActionPoints {
  if (created) return yielded ? { created, yielded } : { created };
  return yielded ? { yielded } : {};
}

function collectPaths(
  actions: readonly object[],
  prefix: readonly number[],
  into: Map<object, readonly number[]>,
): void {
  for (const [index, action] of actions.entries()) {
    const path = [...prefix, index];
    into.set(action, path);
    const children = (action as Action).compoundActions;
    if (children) collectPaths(children, path, into);
  }
}

/** Of anything that was thrown, also of errors whose own members throw. */
export function errorText(error: unknown): ErrorText {
  const isError = attempt(() => error instanceof Error);
  const message = attempt(() => String(isError ? (error as Error).message : error));
  const stack = isError ? attempt(() => (error as Error).stack as unknown) : undefined;
  return {
    message: message ?? "(what was thrown cannot be shown: reading it throws)",
    ...(typeof stack === "string" && { stack }),
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

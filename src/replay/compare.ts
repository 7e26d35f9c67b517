import { isOutgoing } from "../history/episodes";
import type { ExecutionCompleted, HistoryEvent } from "../history/events";
import type { History } from "../history/history";
import { codeEndOf, type CodeEnd } from "./codeEnd";
import { earlyEndDivergence, endDivergence, extraDivergence, workDivergence, type FoundDivergence } from "./divergence";
import type { ReplayEngine } from "./engine";
import { startAction } from "./hostActions";
import { HostModel } from "./hostModel";
import type { KnownFunction } from "./messages";
import { Refusals } from "./refusals";
import type { Action, CodePoint, RunRecord } from "./runRecord";
import { describeWaits, waitsOf, type CallPoints, type FoundWaits } from "./waits";

/** What a run of the code and a history have to say to each other. */
export interface Comparison extends FoundWaits {
  /** The first place where they disagree, by the engine's own rules. */
  readonly divergence?: FoundDivergence;
  readonly codeEnd?: CodeEnd;
  /** Where the code failed, when its error does not say. */
  readonly failedAt?: CodePoint;
  /** The engine completes nothing while scheduled work is open: what a code that has ended leaves behind. */
  readonly leftOpen: readonly string[];
  readonly suspended: boolean;
  /** Why the host itself would fail the orchestration. */
  readonly hostFailure?: string;
  readonly warnings: readonly string[];
  /** By sequence id: the call in the code that asked for recorded work. */
  recordedCalls(): readonly (CodePoint | undefined)[];
}

/**
 * Compares a history with one pass of the code over it (`singlePassPayload`), episode by episode, with the host's own
 * checks. `functions`: what the app registers; empty when that is not known. Linear in the length of the history, but for
 * episodes in which a running timer is cancelled beside retries, long timers or HTTP polls, and with SDK 1.x for the end
 * of each fan-out: those are replayed from the start, as the engine does, since the order of the work may differ.
 */
export function compare(
  history: History,
  record: RunRecord,
  functions: readonly KnownFunction[],
  engine: ReplayEngine,
): Comparison {
  const walk = new Walk(history, record, functions, engine);
  const divergence = record.state ? walk.firstDivergence() : undefined;
  return walk.comparison(divergence);
}

class Walk {
  private readonly history: History;
  private readonly record: RunRecord;
  private readonly engine: ReplayEngine;
  private readonly refusals: Refusals;
  private readonly actions: readonly Action[];
  private callPoints: CallPoints | undefined;
  private readonly codeEnd: CodeEnd | undefined;
  private readonly cancelledIn: ReadonlyMap<Action, number>;
  private readonly cancellations: ReadonlyMap<number, readonly Action[]>;
  private readonly rewound: boolean;
  private readonly warnings: string[] = [];
  private model: HostModel;
  private episode = 0;
  /** Of the current episode: the engine has written its decisions. */
  private finished = false;
  /** Why the engine's own replay comes to another order than its first pass did, whatever the code. */
  private engineFault: string | undefined;
  private completion: ExecutionCompleted | undefined;

  constructor(history: History, record: RunRecord, functions: readonly KnownFunction[], engine: ReplayEngine) {
    this.history = history;
    this.record = record;
    this.engine = engine;
    this.refusals = new Refusals(history, functions);
    const actions = record.state ? engine.actionsInTurn(record.state) : [];
    this.codeEnd = codeEndOf(record, actions);
    // The engine never hears of those from the one on that cannot be sent.
    this.actions = actions.slice(0, this.codeEnd?.action);
    const cancelled = record.cancellations.flatMap(({ path, episode }) => {
      const action = actionAt(this.actions, path);
      return action ? [[action, episode] as const] : [];
    });
    this.cancelledIn = new Map(cancelled);
    this.cancellations = groupByEpisode(cancelled);
    this.rewound = history.events.some((event) => event.type === "GenericEvent");
    this.model = this.newModel();
  }

  firstDivergence(): FoundDivergence | undefined {
    for (const event of this.history.events) {
      const divergence = this.step(event);
      if (divergence) return divergence;
    }
    return this.endOfEpisode(undefined) ?? this.firstExtra();
  }

  comparison(divergence: FoundDivergence | undefined): Comparison {
    const { model, codeEnd } = this;
    const waits = waitsOf(
      model,
      this.actions,
      this.record.points,
      () => this.calls,
      codeEnd !== undefined || !this.record.state,
    );
    if (!divergence) this.warnUnrecorded();
    const fault = divergence && (this.engineFault ?? this.sdkFault(divergence));
    const ignored = ignoredThrow(this.record, codeEnd);
    const { lossCause } = this.engine;
    const stuck =
      waits.isLost && waits.stuck !== undefined && lossCause !== undefined
        ? `${waits.stuck} ${lossCause}`
        : waits.stuck;
    if (fault !== undefined) this.warnings.push(fault);
    const calls = () => this.calls;
    const failedAt = this.failurePoint();
    return {
      ...(ignored === undefined
        ? { ...waits, ...(stuck !== undefined && { stuck }) }
        : { waitingFor: [], stuck: ignored }),
      ...(divergence && { divergence: { ...divergence, ...(fault !== undefined && { unchangedCodeToo: true }) } }),
      ...(codeEnd && { codeEnd }),
      ...(failedAt && { failedAt }),
      leftOpen: model.open.all().map((work) => describeWaits([work])),
      suspended: model.suspended,
      ...(model.failure !== undefined && { hostFailure: model.failure }),
      warnings: this.warnings,
      recordedCalls: () => model.confirmed.map((action) => action && calls().get(action)),
    };
  }

  private failurePoint(): CodePoint | undefined {
    const { thrown, endedAt } = this.record;
    if (this.codeEnd?.untold === undefined || thrown?.stack !== undefined) return undefined;
    return this.codeEnd.untold === "input" ? this.endPoint() : endedAt;
  }

  /** Made when first asked for: a run that ends as recorded needs none. */
  private get calls(): CallPoints {
    this.callPoints ??= callPoints(this.actions, this.record.calls);
    return this.callPoints;
  }

  private step(event: HistoryEvent): FoundDivergence | undefined {
    if (event.type === "OrchestratorStarted") {
      const divergence = this.episode > 0 ? this.endOfEpisode(event) : undefined;
      if (divergence) return divergence;
      this.beginEpisode(event);
    } else {
      this.model.apply(event);
    }
    if (event.type === "ExecutionCompleted") this.completion = event;
    if (event.type === "OrchestratorCompleted" && isOutgoing(event)) this.finished = true;
    const { mismatch } = this.model;
    if (!mismatch) return undefined;
    const { produced } = mismatch;
    const call = produced?.source && this.calls.get(produced.source);
    const refusal = this.model.refusals.findLast(({ action }) => action === this.model.currentAction);
    const point = call ?? (produced ? this.pointOf(produced.action, false) : this.endPoint());
    const waits = produced ? [] : this.waitsNow();
    const passedBy = waits.some(({ kind }) => kind === "event") ? this.passedBy(event.index) : "";
    return workDivergence(mismatch, this.episode, this.codeEnd, point, { refusal, waits, passedBy });
  }

  /** What the code waits for in the present episode: it may have gone on since. */
  private waitsNow(): FoundWaits["waitingFor"] {
    const known = this.actions.slice(0, this.knownActions());
    return waitsOf(this.model, known, this.record.points, () => this.calls, false).waitingFor;
  }

  /** The events of the present episode up to a row that the code does not wait for, as the end of a sentence. */
  private passedBy(end: number): string {
    const names = new Set<string>();
    for (let index = end; index >= 0; index--) {
      const event = this.history.events[index];
      if (event?.type === "OrchestratorStarted") break;
      if (event?.type === "EventRaised" && this.model.events.isKept(event.name) && !isReply(event.name))
        names.add(event.name);
    }
    const list = [...names].reverse().map((name) => `event \`${name}\``);
    return list.length === 0 ? "" : `, not for ${list.join(", ")}, which came`;
  }

  private beginEpisode(event: HistoryEvent): void {
    this.episode++;
    this.finished = false;
    const cancelled = this.cancellations.get(this.episode) ?? [];
    const inOrder = cancelled.map((action) => this.model.cancel(action)).every((sure) => sure);
    const known = this.knownActions();
    const ahead = this.engine.runsAhead && this.model.couldHaveStarted(known);
    if (!inOrder || ahead) this.replayFromStart(event.index);
    if (this.model.mismatch) this.engineFault = ahead ? renumbered : inOrder ? undefined : cancelledLate;
    this.model.apply(event);
    this.model.learn(known, this.episode);
  }

  /** As the engine does in every episode: from the first event, with all that is known by now. */
  private replayFromStart(end: number): void {
    this.model = this.newModel();
    this.model.learn(this.knownActions(), this.episode);
    for (let index = 0; index < end; index++) {
      const event = this.history.events[index];
      if (event) this.model.apply(event);
    }
  }

  private knownActions(): number {
    return this.record.actionCounts[this.episode - 1] ?? this.actions.length;
  }

  /** The engine completes an instance at the end of an episode in which the code has ended and no work is open. */
  private endOfEpisode(next: HistoryEvent | undefined): FoundDivergence | undefined {
    const { model, codeEnd, completion } = this;
    if (completion) return this.atCompletion(completion);
    const ended = codeEnd !== undefined && codeEnd.episode <= this.episode;
    const idle = model.exhausted && model.open.size === 0 && model.failure === undefined;
    if (codeEnd?.untold === "sdk" && !next) return undefined;
    const completes = ended && (idle || codeEnd.untold !== undefined);
    if (!completes || !this.finished || this.rewound || (!next && this.isHalfWritten())) return undefined;
    const following = next && this.history.events.slice(next.index).find((event) => !isFrame(event));
    const end = { ...codeEnd, episode: this.episode };
    return earlyEndDivergence(end, model.nextSequenceId, following, this.endPoint());
  }

  private atCompletion(row: ExecutionCompleted): FoundDivergence | undefined {
    if (row.orchestrationStatus === "Terminated" || isEngineFailure(row)) return undefined;
    const { codeEnd, model } = this;
    if (model.failure !== undefined && row.orchestrationStatus === "Failed") return undefined;
    const agrees = codeEnd ? statusOf(codeEnd) === row.orchestrationStatus : false;
    if (!agrees) {
      const { waitingFor } = waitsOf(model, this.actions, this.record.points, () => this.calls, codeEnd !== undefined);
      const waits = `${describeWaits(waitingFor)}${codeEnd ? "" : this.passedBy(row.index)}`;
      return endDivergence(row, this.episode, codeEnd, waits, this.endPoint());
    }
    return undefined;
  }

  /** Work that a finished history never had. In an unfinished one, the engine takes it in and schedules it late. */
  private firstExtra(): FoundDivergence | undefined {
    const row = this.completion;
    if (!row || this.rewound || this.isHalfWritten()) return undefined;
    if (row.orchestrationStatus === "Terminated" || isEngineFailure(row)) return undefined;
    // Of the episode in which it fails the orchestration unheard, the engine knows no work.
    const lastHeard = this.codeEnd?.untold === undefined ? Infinity : this.codeEnd.episode - 1;
    const extra = this.model.pending.all().find((work) => work.episode <= lastHeard);
    return extra && extraDivergence(extra, this.pointOf(extra.action, false));
  }

  private warnUnrecorded(): void {
    if (this.completion || this.model.suspended || this.rewound || this.codeEnd?.untold !== undefined) return;
    for (const work of this.model.pending.all()) {
      if (work.episode === this.episode && !this.finished) continue;
      const what = describeWaits([work]);
      this.warnings.push(
        `Code schedules ${what} (#${work.id}) in episode ${work.episode}, and history does not have it: the engine will schedule it when the instance wakes up next.`,
      );
    }
  }

  private isHalfWritten(): boolean {
    return this.history.sentinel?.isCheckpointComplete === false;
  }

  /** Why the SDK comes to another run than before, whatever the code. */
  private sdkFault({ episode }: FoundDivergence): string | undefined {
    if (!this.engine.completesEarly || !this.codeEnd?.error?.startsWith("Cannot cancel a completed task"))
      return undefined;
    const since = episodeStart(this.history, episode + 1);
    return this.history.events.slice(since).some(({ type }) => type === "TimerFired") ? firedLate : undefined;
  }

  /** Where the code ended, or waits. */
  private endPoint(): CodePoint | undefined {
    const { action: unsent, episode = 0 } = this.codeEnd ?? {};
    return unsent === undefined || episode > this.episode
      ? this.pointOf(this.model.tasks.length - 1, true)
      : this.pointOf(unsent, false);
  }

  private pointOf(index: number, where: boolean): CodePoint | undefined {
    const points = this.record.points[index];
    return where ? (points?.yielded ?? points?.created) : (points?.created ?? points?.yielded);
  }

  private newModel(): HostModel {
    const { splitsTimers } = this.engine;
    const model = new HostModel(this.actions, this.cancelledIn, this.refusals, startAction, splitsTimers);
    model.failure = this.record.state && this.engine.formFault(this.record.state);
    return model;
  }
}

/** `calls` are in the order of a walk over the actions from the outside in. */
function callPoints(actions: readonly Action[], calls: RunRecord["calls"]): CallPoints {
  const points = new Map<Action, CodePoint>();
  let next = 0;
  const walk = (action: Action): void => {
    const call = calls[next++];
    if (call) points.set(action, call);
    action.compoundActions?.forEach(walk);
  };
  actions.forEach(walk);
  return points;
}

function actionAt(actions: readonly Action[], path: readonly number[]): Action | undefined {
  let action: Action | undefined;
  let siblings: readonly Action[] = actions;
  for (const index of path) {
    action = siblings[index];
    siblings = action?.compoundActions ?? [];
  }
  return action;
}

function groupByEpisode(cancelled: readonly (readonly [Action, number])[]): ReadonlyMap<number, readonly Action[]> {
  const groups = new Map<number, Action[]>();
  for (const [action, episode] of cancelled) {
    const group = groups.get(episode);
    if (group) group.push(action);
    else groups.set(episode, [action]);
  }
  return groups;
}

function statusOf(end: CodeEnd): string {
  return { completed: "Completed", failed: "Failed", continued: "ContinuedAsNew" }[end.kind];
}

/** True when the host, not the code, failed the orchestration; errors of the code have one of two forms (replay.md I2). */
export function isEngineFailure(row: ExecutionCompleted): boolean {
  const text = row.result ?? "";
  if (row.orchestrationStatus !== "Failed") return false;
  return !/^Orchestrator function '.*' failed:/.test(text) && !text.includes("$OutOfProcData$:");
}

/** SDK 2.x and 3.x ask whether there is an error by comparing it with undefined. */
function ignoredThrow({ thrown, state }: RunRecord, end: CodeEnd | undefined): string | undefined {
  if (!thrown || !state || end) return undefined;
  return `The code throws ${thrown.message}, which this version of the SDK takes for nothing thrown: the instance stays Running for ever. Throw an Error.`;
}

const renumbered =
  "With durable-functions 1.x the extension numbers work in another order when it replays calls that are retried side by side: this happens to unchanged code too. Version 2.x does not have this fault.";

const firedLate =
  "With durable-functions 1.x a timer that the code has cancelled, and that fires later all the same, is completed from the start when the code is replayed, so that it can no longer be cancelled: this happens to unchanged code too. Version 2.x does not have this fault.";

const cancelledLate =
  "The code cancels a timer that runs in legs (longer than the extension's longest timer) after its first leg, or one beside retries or polls. The extension then numbers the work in another order when it replays, and fails the instance: this happens to unchanged code too. Wait for shorter timers in a loop instead.";

/** Entities answer by events that are named by a GUID. */
function isReply(name: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name);
}

/** Index of the event that begins an episode (from 1). */
function episodeStart({ events }: History, episode: number): number {
  let left = episode;
  const index = events.findIndex(({ type }) => type === "OrchestratorStarted" && --left === 0);
  return index < 0 ? events.length : index;
}

function isFrame(event: HistoryEvent): boolean {
  return event.type === "OrchestratorStarted" || event.type === "OrchestratorCompleted";
}

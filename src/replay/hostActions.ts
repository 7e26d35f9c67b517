import type { HistoryEvent } from "../history/events";
import { actionTypes, entityIdOf, httpActivity } from "./actionTypes";
import type { HostModel } from "./hostModel";
import { HostTask, nonRetriable, type Work } from "./hostTask";
import { longestDelay } from "./refusals";
import type { Action, RetryOptions } from "./runRecord";

/** Legs of a longer timer, in ms (AzureStorageDurabilityProvider.cs:68-70). */
const timerLeg = 3 * 86_400_000;
/** Pause between polls when the answer names none, in ms. */
const defaultPollPause = 30_000;

/** Starts an action as the extension does; a call that it refuses is done at once, as failed. */
export function startAction(model: HostModel, action: Action): HostTask {
  model.starting = action;
  const reason = model.refusalOf(action);
  if (reason !== undefined) return refused(model, action, reason);
  switch (action.actionType) {
    case actionTypes.callActivity:
      return call(model, "activity", action, model.currentAction);
    case actionTypes.callSubOrchestrator:
      return call(model, "subOrchestration", action, model.currentAction);
    case actionTypes.callActivityWithRetry:
      return retried(model, "activity", action);
    case actionTypes.callSubOrchestratorWithRetry:
      return retried(model, "subOrchestration", action);
    case actionTypes.createTimer:
      return timer(model, action);
    case actionTypes.waitForExternalEvent:
      return model.waitFor(action.externalEventName ?? "");
    case actionTypes.callEntity:
      return entityCall(model, action);
    case actionTypes.lockEntities:
      return lock(model, action);
    case actionTypes.releaseEntities:
      return release(model);
    case actionTypes.signalEntity:
    case actionTypes.scheduledSignalEntity:
      return signal(model, action);
    case actionTypes.callHttp:
      return http(model, action);
    case actionTypes.whenAll:
      return whenAll(startAll(model, action));
    case actionTypes.whenAny:
      return whenAny(startAll(model, action));
    default:
      return finished();
  }
}

function refused(model: HostModel, action: Action, reason: string): HostTask {
  const isSignal = action.actionType === actionTypes.signalEntity;
  // A signal is sent synchronously, and its refusal fails the orchestration.
  if (isSignal || action.actionType === actionTypes.scheduledSignalEntity) model.failure = reason;
  return finished(true);
}

function finished(failed = false): HostTask {
  const task = new HostTask();
  task.settle(failed);
  return task;
}

function call(model: HostModel, kind: "activity" | "subOrchestration", action: Action, index: number): Work {
  const name = action.functionName ?? "";
  return model.schedule({ kind, name, engineName: name }, index, action);
}

/**
 * Attempts until one succeeds; a timer follows every failed attempt, the last one too, unless the retry timeout has passed
 * or the failure must not be retried (RetryInterceptor.cs:57-92).
 */
function retried(model: HostModel, kind: "activity" | "subOrchestration", action: Action): HostTask {
  const task = model.composed(new HostTask());
  const index = model.currentAction;
  const options = action.retryOptions;
  const firstAttempt = model.now;
  let attempts = 0;
  const attempt = () => {
    follow(call(model, kind, action, index), (done) => {
      if (!done.failed) task.settle(false, done.result);
      else if (done.result === nonRetriable) task.settle(true);
      else if (timedOut(options, model.now - firstAttempt)) giveUp();
      else pause();
    });
  };
  const giveUp = () => {
    model.timedOut.add(index);
    task.settle(true);
  };
  const pause = () => {
    const isLast = ++attempts >= (options?.maxNumberOfAttempts ?? 1);
    model.followUps++;
    const delay = isLast ? 0 : retryDelay(options, attempts);
    follow(model.schedule({ kind: "timer", until: isoTime(model.now + delay) }, index, action), () => {
      if (isLast) {
        task.settle(true);
        return;
      }
      model.followUps++;
      attempt();
    });
  };
  const follow = (part: Work, then: (done: HostTask) => void) => {
    task.parts = [part];
    part.whenDone(then);
  };
  attempt();
  return task;
}

function timedOut(options: RetryOptions | undefined, elapsed: number): boolean {
  return options?.retryTimeoutInMilliseconds !== undefined && elapsed >= options.retryTimeoutInMilliseconds;
}

function retryDelay(options: RetryOptions | undefined, attempt: number): number {
  const first = options?.firstRetryIntervalInMilliseconds ?? 0;
  const delay = first * (options?.backoffCoefficient ?? 1) ** (attempt - 1);
  return Math.min(delay, options?.maxRetryIntervalInMilliseconds ?? longestDelay);
}

/** Longer than 6 days: legs of 3 days (DurableOrchestrationContext.cs:339-398). */
function timer(model: HostModel, action: Action): HostTask {
  const fireAt = Date.parse(action.fireAt ?? "");
  const remaining = fireAt - model.now;
  const isLong = remaining > longestDelay;
  if (isLong && !model.splitsTimers) return tooLong(model);
  if (isLong) model.longTimer = true;
  if (!model.longTimer) return singleTimer(model, action);
  if (remaining <= 0) return finished();
  return longTimer(model, action, fireAt, isLong ? timerLeg : remaining);
}

/** Measured on the extension 3.19.0: the orchestration fails, unlike with calls that are refused in silence. */
function tooLong(model: HostModel): HostTask {
  model.failure =
    "With durable-functions 1.x a timer of more than 6 days fails the orchestration. Version 2.x has no such limit.";
  return finished(true);
}

function singleTimer(model: HostModel, action: Action): HostTask {
  const work = model.schedule({ kind: "timer", ...untilOf(action) });
  if (model.isCancelled(action)) cancelAtOnce(model, work, work);
  else model.timerStarted(action, work, work);
  return work;
}

function longTimer(model: HostModel, action: Action, fireAt: number, firstLeg: number): HostTask {
  const task = model.composed(new HostTask());
  const index = model.currentAction;
  const leg = (duration: number): Work => {
    const until = duration === fireAt - model.now ? untilOf(action) : { until: isoTime(model.now + duration) };
    const work = model.schedule({ kind: "timer", ...until }, index, action);
    task.parts = [work];
    work.whenDone(() => {
      const remaining = fireAt - model.now;
      if (task.done) return;
      if (remaining <= 0) {
        finish();
        return;
      }
      model.followUps++;
      leg(Math.min(remaining, timerLeg));
    });
    return work;
  };
  const finish = () => {
    model.longTimer = false;
    task.settle(false);
  };
  const first = leg(firstLeg);
  if (model.isCancelled(action)) cancelAtOnce(model, first, task);
  else model.timerStarted(action, first, task);
  return task;
}

function cancelAtOnce(model: HostModel, work: Work, task: HostTask): void {
  model.open.remove(work.id);
  task.settle(true);
  work.settle(true);
}

function untilOf(action: Action): { until?: string } {
  return action.fireAt === undefined ? {} : { until: action.fireAt };
}

function isoTime(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : "";
}

function entityCall(model: HostModel, action: Action): HostTask {
  const entity = (action.instanceId ?? "").toLowerCase();
  const locked = model.locks?.findIndex((held) => held.toLowerCase() === entity) ?? -1;
  const held = locked < 0 ? undefined : model.locks?.splice(locked, 1)[0];
  const work = request(model, action.instanceId ?? "");
  work.whenDone(() => {
    if (held !== undefined) model.locks?.push(held);
  });
  return work;
}

/** One request goes round all entities, in the order of their ids; the last one answers. */
function lock(model: HostModel, action: Action): HostTask {
  const entities = [...new Set((action.lockSet ?? []).map(entityIdOf))].sort();
  const work = request(model, entities[0] ?? "");
  work.whenDone(() => {
    model.locks = entities;
  });
  return work;
}

function release(model: HostModel): HostTask {
  for (const name of model.locks ?? []) model.send({ kind: "entity", name, engineName: "release" });
  model.locks = undefined;
  return finished();
}

function signal(model: HostModel, action: Action): HostTask {
  const engineName = action.actionType === actionTypes.scheduledSignalEntity ? "op@" : "op";
  model.send({ kind: "entity", name: action.instanceId ?? "", engineName });
  return finished();
}

/** A message that is answered by an external event, whose name is the id inside the message. */
function request(model: HostModel, entityId: string): Work {
  const work = model.send({ kind: "entity", name: entityId, engineName: "op" });
  work.onRecorded = (row) => {
    const id = requestId(row);
    if (id !== undefined) model.events.wait(id, work);
  };
  return work;
}

function requestId(row: HistoryEvent): string | undefined {
  const message = row.type === "EventSent" ? (parse(row.input) as { id?: unknown } | null) : null;
  return typeof message?.id === "string" ? message.id : undefined;
}

/** The host itself polls as long as the answer is 202 (DurableOrchestrationContext.cs CallHttpAsync). */
function http(model: HostModel, action: Action): HostTask {
  const task = model.composed(new HostTask());
  const index = model.currentAction;
  // SDK 1.x does not say: the extension then does not poll (measured on 3.19.0).
  const polls = action.httpRequest?.["asynchronousPatternEnabled"] === true;
  const send = () => {
    follow(
      model.schedule({ kind: "activity", name: httpActivity, engineName: httpActivity }, index, action),
      (done) => {
        const answer = !done.failed && polls ? acceptedAnswer(done.result) : undefined;
        if (answer) pause(answer);
        else task.settle(done.failed, done.result);
      },
    );
  };
  const pause = (answer: Accepted) => {
    model.followUps++;
    const until = isoTime(model.now + answer.pause);
    follow(model.schedule({ kind: "timer", until }, index, action), () => {
      if (!answer.hasLocation) {
        task.settle(true);
        return;
      }
      model.followUps++;
      send();
    });
  };
  const follow = (part: Work, then: (done: HostTask) => void) => {
    task.parts = [part];
    part.whenDone(then);
  };
  send();
  return task;
}

interface Accepted {
  /** In ms. */
  readonly pause: number;
  readonly hasLocation: boolean;
}

function acceptedAnswer(result: string | null): Accepted | undefined {
  const answer = parse(result) as { statusCode?: unknown; headers?: Record<string, unknown> } | null;
  if (answer?.statusCode !== 202) return undefined;
  const headers = new Map(Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const seconds = headers.get("retry-after");
  return {
    pause: seconds === undefined ? defaultPollPause : Number(seconds) * 1000,
    hasLocation: headers.has("location"),
  };
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function startAll(model: HostModel, action: Action): readonly HostTask[] {
  return (action.compoundActions ?? []).map((child) => startAction(model, child));
}

/** Unlike the SDK's, the host's waits for all even when one has failed. */
function whenAll(parts: readonly HostTask[]): HostTask {
  const task = new HostTask();
  task.parts = parts;
  let left = parts.length;
  if (left === 0) task.settle(false);
  const oneDone = () => {
    if (--left === 0) task.settle(parts.some((one) => one.failed));
  };
  for (const part of parts) part.whenDone(oneDone);
  return task;
}

function whenAny(parts: readonly HostTask[]): HostTask {
  const task = new HostTask();
  task.parts = parts;
  const anyDone = () => task.settle(false);
  for (const part of parts) part.whenDone(anyDone);
  return task;
}

import { counted } from "../base/lists";
import { awaitedItems, type AwaitedItem } from "./actionTypes";
import type { HostModel } from "./hostModel";
import { awaitedWork, openWork, type Work } from "./hostTask";
import type { WaitingFor, WaitKind } from "./outcome";
import type { Action, ActionPoints, CodePoint } from "./runRecord";

/** Something the code waits for, whose place in the user's files is not looked up yet. */
export interface FoundWait extends Omit<WaitingFor, "file" | "line"> {
  readonly point?: CodePoint;
}

/** The calls in the code that made the actions. */
export type CallPoints = ReadonlyMap<Action, CodePoint>;

export interface FoundWaits {
  /** What the code waits for, or the instance when its code has ended and left work open. */
  readonly waitingFor: readonly FoundWait[];
  /** Why nothing will ever come, although the code waits. */
  readonly stuck?: string;
  /** It is in history, and the SDK does not hand it over. */
  readonly isLost?: boolean;
  /** Why something that looks as if it had come is still awaited. */
  readonly note?: string;
}

/** What the run ends in waiting for, as the host sees it. */
export function waitsOf(
  model: HostModel,
  actions: readonly Action[],
  points: readonly ActionPoints[],
  calls: () => CallPoints,
  codeEnded: boolean,
): FoundWaits {
  const found = (works: readonly Work[]) => works.map((work) => foundWait(work, calls(), points[work.action]));
  if (codeEnded) return { waitingFor: found(model.open.all()) };
  const everything = () => model.tasks.flatMap((task) => openWork(task));
  if (model.suspended) return { waitingFor: found(everything().filter((work) => !model.isKept(work))) };
  const last = lastAwaited(actions);
  const task = model.tasks[last];
  const action = actions[last];
  if (!action) return { waitingFor: [] };
  // The host is behind: it waits for all of a Task.all that has failed, or the code waits for what comes after.
  if (!task) return { waitingFor: unstarted(action, points[last]) };
  const open = found(task.done ? everything() : awaitedWork(task));
  const misnamed = misnamedEvents(model, action, open);
  if (misnamed.length > 0) {
    const waits = misnamed.map(({ wait }) => ({ ...wait, ...pointOf(points[last]) }));
    return { waitingFor: [...waits, ...open], note: misnamedNote(misnamed) };
  }
  if (!task.done || open.length > 0) return { waitingFor: open };
  const waitingFor = unstarted(action, points[last]);
  const refused = refusalOf(model, action, last);
  return refused === undefined ? { waitingFor, stuck: lostText(action), isLost: true } : { waitingFor, stuck: refused };
}

interface MisnamedEvent {
  readonly wait: AwaitedItem;
  readonly awaited: string;
  readonly raised: string;
}

/** Events that the host has handed over by a name in other letters, so that it no longer waits for them as the code does. */
function misnamedEvents(model: HostModel, action: Action, open: readonly FoundWait[]): readonly MisnamedEvent[] {
  return awaitedItems(action).flatMap((wait) => {
    const { kind, name: awaited = "" } = wait;
    if (kind !== "event" || open.some((one) => one.kind === kind && one.name === awaited)) return [];
    const raised = model.events.misnamed(awaited);
    return raised === undefined ? [] : [{ wait, awaited, raised }];
  });
}

function misnamedNote(misnamed: readonly MisnamedEvent[]): string {
  const names = misnamed.map(
    ({ raised, awaited }) => `\`${raised}\` was raised, and the code waits for \`${awaited}\``,
  );
  return `Names of events are compared letter by letter, upper and lower case too: ${names.join("; ")}.`;
}

/** For messages: ``event `Approval` or timer``. */
export function describeWaits(
  waits: readonly { readonly kind: WaitKind; readonly name?: string | undefined }[],
): string {
  const texts = waits.map(({ kind, name }) => {
    const word = kind === "subOrchestration" ? "sub-orchestration" : kind;
    return name === undefined ? word : `${word} \`${name}\``;
  });
  return counted(texts).join(", ");
}

function lastAwaited(actions: readonly Action[]): number {
  for (let index = actions.length - 1; index >= 0; index--) {
    const action = actions[index];
    if (action && awaitedItems(action).length > 0) return index;
  }
  return -1;
}

function foundWait(work: Work, calls: CallPoints, points: ActionPoints | undefined): FoundWait {
  const call = work.source && calls.get(work.source);
  return {
    kind: work.kind,
    ...(work.name !== undefined && { name: work.name }),
    since: work.since,
    ...(work.until !== undefined && { until: work.until }),
    ...(call ? { point: call } : pointOf(points)),
  };
}

function unstarted(action: Action, points: ActionPoints | undefined): readonly FoundWait[] {
  return awaitedItems(action).map((item) => ({ ...item, ...pointOf(points) }));
}

function pointOf(points: ActionPoints | undefined): { readonly point?: CodePoint } {
  const point = points?.yielded ?? points?.created;
  return point ? { point } : {};
}

/** Why the extension never answers a call. */
function refusalOf(model: HostModel, action: Action, index: number): string | undefined {
  const items = describeWaits(awaitedItems(action));
  const refusal = model.refusals.find((refused) => refused.action === index);
  if (refusal) {
    return `The extension refuses the call of ${items} in silence: ${refusal.reason}. The code waits for it for ever.`;
  }
  if (model.timedOut.has(index)) {
    return `The retry timeout of ${items} has passed: the extension gave up without a further timer, and the SDK waits for that timer for ever.`;
  }
  return undefined;
}

function lostText(action: Action): string {
  const items = describeWaits(awaitedItems(action));
  return `Everything that the code waits for is in history already (${items}), but this version of the SDK loses it and will never hand it over.`;
}

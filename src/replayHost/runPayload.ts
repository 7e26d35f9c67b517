import type { Json } from "../history/events";
import type { History } from "../history/history";
import { singlePassPayload, type PayloadEvent, type TriggerPayload } from "../replay/payload";
import { datedValues } from "./eventDates";

/** The clock's own, before the guard replaces it. */
const RealDate = Date;
// The user's code may have changed them when the SDK calls.
const { defineProperty, getOwnPropertyDescriptor } = Object;

/**
 * The payload of a history for run after run. Building it, dates included, is much of the work of a run, so from the second
 * on events are kept. Those whose objects may reach the user's code are new in each run: the times of episodes
 * (`currentUtcDateTime`), members that are objects, and the input.
 */
export class RunPayload {
  private readonly history: History;
  private readonly keepsFirst: boolean;
  private runs = 0;
  private kept: KeptPayload | undefined;

  /** `keepsFirst`: there will be a second run, as a debugger makes. */
  constructor(history: History, keepsFirst: boolean) {
    this.history = history;
    this.keepsFirst = keepsFirst;
  }

  /** SDK 1.x writes into the events, and compares their times as texts, which are finer than dates. */
  next(sdkMajor: 1 | 2 | 3): TriggerPayload {
    if (sdkMajor === 1) return singlePassPayload(this.history);
    if (this.runs++ === 0 && !this.keepsFirst) return withHiddenHistory(singlePassPayload(this.history, datedValues));
    this.kept ??= new KeptPayload(this.history);
    return withHiddenHistory(this.kept.copy());
  }
}

/**
 * SDK 2.x and 3.x go through all values of a payload, in search of times to turn into dates, before they make their
 * context. There are none left in the history: until `showHistory`, it is not among the values.
 */
function withHiddenHistory(trigger: TriggerPayload): TriggerPayload {
  return defineProperty(trigger, "history", { enumerable: false });
}

/** Whether it was hidden. */
export function showHistory(trigger: TriggerPayload): boolean {
  const isHidden = getOwnPropertyDescriptor(trigger, "history")?.enumerable === false;
  if (isHidden) defineProperty(trigger, "history", { enumerable: true });
  return isHidden;
}

class KeptPayload {
  private readonly payload: TriggerPayload;
  private readonly input: Json;
  /** The events that each run gets copies of, by index. */
  private readonly exposed: readonly (readonly [number, PayloadEvent])[];

  constructor(history: History) {
    const { events } = history;
    this.payload = singlePassPayload(history, datedValues);
    this.input = structuredClone(this.payload.input);
    this.exposed = this.payload.history.flatMap((event, index) =>
      events[index]?.type === "OrchestratorStarted" || hasObjects(event) ? [[index, event] as const] : [],
    );
  }

  copy(): TriggerPayload {
    const history = [...this.payload.history];
    for (const [index, event] of this.exposed) history[index] = ownCopy(event);
    return { ...this.payload, history, input: structuredClone(this.input) };
  }
}

function ownCopy(event: PayloadEvent): PayloadEvent {
  if (hasObjects(event)) return structuredClone(event);
  const { Timestamp } = event as { readonly Timestamp?: unknown };
  const time = Timestamp instanceof RealDate ? new RealDate(Timestamp.getTime()) : Timestamp;
  return { ...event, Timestamp: time as Json };
}

/** Besides its time. */
function hasObjects(event: PayloadEvent): boolean {
  for (const name in event) {
    const value = event[name];
    if (typeof value === "object" && value !== null && name !== "Timestamp") return true;
  }
  return false;
}

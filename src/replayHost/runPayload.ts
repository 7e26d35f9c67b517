import type { Json } from "../history/events";
import type { History } from "../history/history";
import { singlePassPayload, type PayloadEvent, type TriggerPayload } from "../replay/payload";
import { giveDate } from "./eventDates";

/**
 * The payload of a history for run after run. Building it and turning its times into dates is much of the work of a run,
 * so after the first run events are kept, dates included. Those whose objects may reach the user's code are new in each
 * run: the times of episodes (`currentUtcDateTime`), members that are objects, and the input.
 */
export class RunPayload {
  private readonly history: History;
  private runs = 0;
  private kept: KeptPayload | undefined;

  constructor(history: History) {
    this.history = history;
  }

  /** SDK 1.x writes into the events, and compares their times as texts, which are finer than dates. */
  next(sdkMajor: 1 | 2 | 3): TriggerPayload {
    if (sdkMajor === 1) return singlePassPayload(this.history);
    if (this.runs++ === 0) return this.first();
    this.kept ??= new KeptPayload(singlePassPayload(this.history), this.history);
    return this.kept.copy();
  }

  private first(): TriggerPayload {
    const payload = singlePassPayload(this.history);
    payload.history.forEach(giveDate);
    return payload;
  }
}

class KeptPayload {
  private readonly payload: TriggerPayload;
  private readonly input: Json;
  /** Copies of the events that each run gets its own of, by index. */
  private readonly exposed: readonly (readonly [number, PayloadEvent])[];

  constructor(payload: TriggerPayload, { events }: History) {
    this.payload = payload;
    this.input = structuredClone(payload.input);
    this.exposed = payload.history.flatMap((event, index) =>
      events[index]?.type === "OrchestratorStarted" || hasObjects(event) ? [[index, deepCopy(event)] as const] : [],
    );
    payload.history.forEach(giveDate);
  }

  copy(): TriggerPayload {
    const history = [...this.payload.history];
    for (const [index, event] of this.exposed) {
      const own = deepCopy(event);
      giveDate(own);
      history[index] = own;
    }
    return { ...this.payload, history, input: structuredClone(this.input) };
  }
}

function deepCopy(event: PayloadEvent): PayloadEvent {
  return hasObjects(event) ? structuredClone(event) : { ...event };
}

function hasObjects(event: PayloadEvent): boolean {
  for (const name in event) if (typeof event[name] === "object" && event[name] !== null) return true;
  return false;
}

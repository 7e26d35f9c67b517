import type { HistoryEvent } from "../history/events";
import type { Timeline } from "../replay/debugMessages";

/** Where a tick lies in the history. */
export interface HistoryPosition {
  /** 1-based number of the row reached. */
  readonly event: number;
  readonly rowKey: string;
  readonly episode: number;
  readonly isReplaying: boolean;
}

/** Translates between ticks, events and episodes of one run. */
export class TimelinePositions {
  readonly timeline: Timeline;
  private readonly rows: readonly HistoryEvent[];
  /** Index of the OrchestratorStarted of each episode. */
  private readonly starts: readonly number[];

  constructor(timeline: Timeline, events: readonly HistoryEvent[]) {
    this.timeline = timeline;
    this.rows = events;
    this.starts = events.flatMap((event, index) => (event.type === "OrchestratorStarted" ? [index] : []));
  }

  get events(): number {
    return this.rows.length;
  }

  get episodes(): number {
    return this.starts.length;
  }

  get lastTick(): number {
    return this.timeline.ticks;
  }

  /** The position right before the statement of `tick` runs. */
  at(tick: number): HistoryPosition {
    return this.reached(firstIndex(this.timeline.eventTicks, (ticks) => ticks >= tick));
  }

  /** The position after the last statement. */
  end(): HistoryPosition {
    return this.reached(this.rows.length);
  }

  /** First statement that runs at or after an event (1-based); undefined when there is no such event. */
  tickOfEvent(event: number): number | undefined {
    if (!Number.isInteger(event) || event < 1 || event > this.rows.length) return undefined;
    return (this.timeline.eventTicks[event - 1] ?? this.lastTick) + 1;
  }

  /** First statement of an episode (from 1). */
  tickOfEpisode(episode: number): number | undefined {
    const start = this.starts[episode - 1];
    return start === undefined ? undefined : this.tickOfEvent(start + 1);
  }

  private reached(event: number): HistoryPosition {
    return {
      event,
      rowKey: this.rows[event - 1]?.rowKey ?? "",
      episode: firstIndex(this.starts, (start) => start >= event),
      isReplaying: this.timeline.replaying[event] ?? this.timeline.replaying.at(-1) ?? false,
    };
  }
}

/** First index for which `holds`, given that it holds for all later ones too; the length when for none. */
function firstIndex(values: readonly number[], holds: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

import type { HistoryEvent, HistoryEventType } from "../history/events";
import type { History } from "../history/history";
import type { ReplayStep } from "./messages";
import type { CodePoint } from "./runRecord";

/** Where a run was when the SDK came to an event. */
export interface EventMark {
  /** Ticks before the event was handed to the SDK: the first statement at or after it is the next tick. */
  readonly tick: number;
  /** The statement of the orchestrator that had run last: the `yield` in which the code waited for the event. */
  readonly at?: CodePoint;
  /** What the code last read, or would have read, from `context.df.isReplaying`. */
  readonly isReplaying: boolean;
}

/** A step whose place in the user's files is not looked up yet. */
export interface FoundStep extends Omit<ReplayStep, "file" | "line"> {
  readonly point?: CodePoint;
}

/** Events that mean nothing to the code: the engine's own bookkeeping. */
const silent = new Set<HistoryEventType>([
  "OrchestratorStarted",
  "OrchestratorCompleted",
  "HistoryState",
  "GenericEvent",
  "Unknown",
]);

/**
 * The run event by event, as far as it came. `marks[i]` belongs to `history.events[i]`; `calls`: by sequence id, the call
 * that asked for recorded work.
 */
export function stepsOf(
  history: History,
  marks: readonly EventMark[],
  calls: readonly (CodePoint | undefined)[],
): readonly FoundStep[] {
  const names = new Map<number, string>();
  const steps: FoundStep[] = [];
  let episode = 0;
  for (const [index, mark] of marks.entries()) {
    const event = history.events[index];
    if (!event) break;
    if (event.type === "OrchestratorStarted") episode++;
    if ("name" in event && event.eventId >= 0) names.set(event.eventId, event.name);
    if (silent.has(event.type)) continue;
    const name = nameOf(event, names);
    const point = calls[event.eventId] ?? mark.at ?? marks[index + 1]?.at;
    const value = valueOf(event);
    steps.push({
      step: steps.length + 1,
      episode,
      event: { rowKey: event.rowKey, type: event.type, ...(name !== undefined && { name }) },
      ...(point && { point }),
      ...(value !== undefined && { value }),
      isReplaying: (marks[index + 1] ?? mark).isReplaying,
    });
  }
  return steps;
}

function nameOf(event: HistoryEvent, names: ReadonlyMap<number, string>): string | undefined {
  if ("name" in event) return event.name;
  return "taskScheduledId" in event ? names.get(event.taskScheduledId) : undefined;
}

/** What the code gets from the event; JSON text is parsed, anything else stays text. */
function valueOf(event: HistoryEvent): unknown {
  switch (event.type) {
    case "TaskCompleted":
    case "SubOrchestrationInstanceCompleted":
    case "ExecutionCompleted":
      return parsedOrText(event.result);
    case "TaskFailed":
    case "SubOrchestrationInstanceFailed":
      return event.reason ?? undefined;
    case "ExecutionStarted":
    case "EventRaised":
      return parsedOrText(event.input);
    default:
      return undefined;
  }
}

function parsedOrText(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

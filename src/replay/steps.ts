import type { HistoryEvent, HistoryEventType } from "../history/events";
import type { History } from "../history/history";
import type { ReplayStep } from "./messages";
import type { CodePoint } from "./runRecord";

/**
 * Where a run was when the SDK came to each event, as far as it came: by index of the event, in lists side by side, as
 * objects for all events would be much of the work of a run.
 */
export interface EventMarks {
  /** Ticks before the event was handed to the SDK: the first statement at or after it is the next tick. */
  readonly ticks: readonly number[];
  /** The statement of the orchestrator that had run last: the `yield` in which the code waited for the event. */
  readonly points: readonly (CodePoint | undefined)[];
  /** What the code last read, or would have read, from `context.df.isReplaying`. */
  readonly replaying: readonly boolean[];
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
 * The run event by event, as far as it came. `calls`: by sequence id, the call that asked for recorded work.
 */
export function stepsOf(
  history: History,
  { ticks, points, replaying }: EventMarks,
  calls: readonly (CodePoint | undefined)[],
): readonly FoundStep[] {
  const names = new Map<number, string>();
  const steps: FoundStep[] = [];
  let episode = 0;
  for (const event of history.events.slice(0, ticks.length)) {
    const { index } = event;
    if (event.type === "OrchestratorStarted") episode++;
    if ("name" in event && event.eventId >= 0) names.set(event.eventId, event.name);
    if (silent.has(event.type)) continue;
    const name = nameOf(event, names);
    const point = calls[event.eventId] ?? points[index] ?? points[index + 1];
    const value = valueOf(event);
    steps.push({
      step: steps.length + 1,
      episode,
      event: { rowKey: event.rowKey, type: event.type, ...(name !== undefined && { name }) },
      ...(point && { point }),
      ...(value !== undefined && { value }),
      isReplaying: replaying[index + 1] ?? replaying[index] ?? false,
    });
  }
  return steps;
}

/** How many steps that gives, without making them. `reached`: how many events the run came to. */
export function countSteps(history: History, reached: number): number {
  let count = 0;
  for (const { index, type } of history.events) if (index < reached && !silent.has(type)) count++;
  return count;
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

/** JSON that is nested deeper can be read, but not be written again: a stack of calls is not as deep. */
const deepest = 500;

function parsedOrText(text: string | null): unknown {
  if (text === null) return undefined;
  if (text.length > 2 * deepest && isDeep(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Brackets within texts count as well: what has that many of them is as unreadable. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > deepest) return true;
  }
  return false;
}

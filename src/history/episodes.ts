import type { HistoryEvent } from "./events";
import type { Episode } from "./history";

/**
 * Cuts a history at each OrchestratorStarted. Within an episode, incoming and outgoing are told by type, not by position
 * (TaskOrchestrationDispatcher.cs:335, 481-615, 890-1006). Events before the first OrchestratorStarted, which only a
 * damaged history has, belong to episode 1.
 */
export function splitEpisodes(events: readonly HistoryEvent[]): readonly Episode[] {
  const episodes: { number: number; incoming: HistoryEvent[]; outgoing: HistoryEvent[] }[] = [];
  let current: (typeof episodes)[number] | undefined;
  let started = false;
  for (const event of events) {
    if (!current || (event.type === "OrchestratorStarted" && started)) {
      current = { number: episodes.length + 1, incoming: [], outgoing: [] };
      episodes.push(current);
    }
    started ||= event.type === "OrchestratorStarted";
    (isOutgoing(event) ? current.outgoing : current.incoming).push(event);
  }
  return episodes;
}

/** True for what the engine appended after the code ran. */
export function isOutgoing(event: HistoryEvent): boolean {
  switch (event.type) {
    case "TaskScheduled":
    case "TimerCreated":
    case "SubOrchestrationInstanceCreated":
    case "EventSent":
    case "ExecutionCompleted":
    case "ContinueAsNew":
      return true;
    // A continued generation has one before its code runs; the engine has marked that one as played.
    case "OrchestratorCompleted":
      return !event.isPlayed;
    // A rewind turns scheduled work into GenericEvents that keep their sequence id.
    case "GenericEvent":
      return event.eventId >= 0;
    default:
      return false;
  }
}

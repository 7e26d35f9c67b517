import type { ExecutionCompleted, HistoryEvent } from "../history/events";
import type { CodeEnd } from "./codeEnd";
import type { Mismatch, RecordedWork, Refusal } from "./hostModel";
import type { Work } from "./hostTask";
import type { Divergence, WorkItem } from "./outcome";
import type { CodePoint } from "./runRecord";
import { describeWaits, type FoundWait } from "./waits";

/** A divergence whose place in the user's files is not looked up yet. */
export interface FoundDivergence extends Omit<Divergence, "file" | "line"> {
  readonly point?: CodePoint;
}

/** What the code does that does nothing in place of a recorded row. */
export interface Idleness {
  readonly refusal?: Refusal | undefined;
  readonly waits?: readonly FoundWait[];
  /** What came that it does not wait for, as the end of a sentence. */
  readonly passedBy?: string;
}

/** A recorded row for which the code has nothing, or something else. */
export function workDivergence(
  mismatch: Mismatch,
  episode: number,
  codeEnd: CodeEnd | undefined,
  point: CodePoint | undefined,
  { refusal, waits = [], passedBy = "" }: Idleness,
): FoundDivergence {
  const { row } = mismatch;
  const ended = codeEnd && codeEnd.episode <= episode ? codeEnd : undefined;
  const produced = mismatch.produced
    ? workItem(mismatch.produced)
    : ended
      ? endItem(ended)
      : refusal
        ? undefined
        : eventItem(waits);
  const idle = `${produced ? deed(produced) : idleDeed(refusal, waits)}${passedBy}`;
  const code = mismatch.produced ? deed(workItem(mismatch.produced)) : ended ? endDeed(ended) : idle;
  return {
    eventId: row.eventId,
    episode,
    recorded: { ...recordedItem(row), rowKey: row.rowKey },
    ...(produced && { produced }),
    ...(point && { point }),
    message: `History has ${row.type}${quoted(recordedItem(row).name)} (#${row.eventId}). Code ${code}.`,
  };
}

/** Work of the code that a finished history does not have. */
export function extraDivergence(work: Work, point: CodePoint | undefined): FoundDivergence {
  const produced = workItem(work);
  return {
    eventId: work.id,
    episode: work.episode,
    produced,
    ...(point && { point }),
    message: `History has nothing more to be done at #${work.id}. Code ${deed(produced)}.`,
  };
}

/** The code ends where history goes on. */
export function earlyEndDivergence(
  end: CodeEnd,
  eventId: number,
  next: HistoryEvent | undefined,
  point: CodePoint | undefined,
): FoundDivergence {
  const goesOn = next ? `goes on with ${next.type} (row ${next.rowKey})` : "has no end: the instance waits for more";
  return {
    eventId,
    episode: end.episode,
    produced: endItem(end),
    ...(point && { point }),
    message: `Code ${endDeed(end)} in episode ${end.episode}. History ${goesOn}.`,
  };
}

/** History ends where the code waits, or ends otherwise. */
export function endDivergence(
  row: ExecutionCompleted,
  episode: number,
  end: CodeEnd | undefined,
  waits: string,
  point: CodePoint | undefined,
): FoundDivergence {
  const recorded = { kind: "completion", name: row.orchestrationStatus, rowKey: row.rowKey } as const;
  const code = end ? `Code ${endDeed(end)}.` : `Code still waits${waits && ` for ${waits}`}.`;
  return {
    eventId: row.eventId,
    episode,
    recorded,
    ...(end && { produced: endItem(end) }),
    ...(point && { point }),
    message: `History ends ${row.orchestrationStatus} (#${row.eventId}). ${code}`,
  };
}

function workItem(work: Work): WorkItem {
  return { kind: work.kind, ...(work.name !== undefined && { name: work.name }) };
}

/** A wait for one event: what the code does instead, though it schedules nothing. */
function eventItem(waits: readonly FoundWait[]): WorkItem | undefined {
  const [wait] = waits;
  if (waits.length !== 1 || wait?.kind !== "event") return undefined;
  return { kind: "event", ...(wait.name !== undefined && { name: wait.name }) };
}

function recordedItem(row: RecordedWork): WorkItem {
  switch (row.type) {
    case "TaskScheduled":
      return { kind: "activity", name: row.name };
    case "SubOrchestrationInstanceCreated":
      return { kind: "subOrchestration", name: row.name };
    case "EventSent":
      return { kind: "entity", name: row.instanceId };
    case "TimerCreated":
      return { kind: "timer" };
  }
}

function endItem(end: CodeEnd): WorkItem {
  if (end.kind === "continued") return { kind: "continueAsNew" };
  return { kind: "completion", name: end.kind === "failed" ? "Failed" : "Completed" };
}

/** Of code that neither does other work nor ends. */
function idleDeed(refusal: Refusal | undefined, waits: readonly FoundWait[]): string {
  if (refusal) return `makes a call that the extension refuses: ${refusal.reason}`;
  return `schedules nothing in its place${waits.length > 0 ? `: it waits for ${describeWaits(waits)}` : ""}`;
}

/** Errors of code mostly end without a full stop. */
function endDeed(end: CodeEnd): string {
  const error = end.error?.split("\n")[0]?.replace(/\.$/, "");
  return error ? `fails with "${error.length > 200 ? `${error.slice(0, 200)}…` : error}"` : deed(endItem(end));
}

function deed(item: WorkItem): string {
  switch (item.kind) {
    case "activity":
      return `schedules activity${quoted(item.name)}`;
    case "subOrchestration":
      return `starts sub-orchestration${quoted(item.name)}`;
    case "entity":
      return `sends to entity${quoted(item.name)}`;
    case "timer":
      return "creates a timer";
    case "event":
      return `waits for event${quoted(item.name)}`;
    case "continueAsNew":
      return "continues as new";
    case "completion":
      return item.name === "Failed" ? "fails" : "returns";
  }
}

function quoted(name: string | undefined): string {
  return name === undefined ? "" : ` \`${name}\``;
}

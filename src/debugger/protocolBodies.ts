import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Outcome } from "../replay/outcome";
import type { BoundBreakpoint } from "./breakpoints";
import type { Stop, StopCause } from "./replayController";
import type { SessionOutput } from "./replaySession";
import type { HistoryPosition, TimelinePositions } from "./timelinePositions";
import type { UserFrame } from "./userFrames";
import { endText, firstLine, waitingText } from "./consoleTexts";

/** Column of the debugger (from 0) → column of the client. */
export type ToClientColumn = (column: number) => number;

export function sourceOf(path: string): DebugProtocol.Source {
  return { name: path.split(/[\\/]/).at(-1) ?? path, path };
}

export function breakpointBody(
  { id, site, place, requested, message }: BoundBreakpoint,
  columns: ToClientColumn,
): DebugProtocol.Breakpoint {
  const where = place
    ? { line: place.line, column: columns(place.column), source: sourceOf(place.file) }
    : { line: requested.line };
  return { id, verified: site !== undefined, ...where, ...(message !== undefined && { message }) };
}

export function stackFrameBody(
  { callFrame, place, file, functionIndex }: UserFrame,
  index: number,
  depth: number,
  orchestrator: string,
  position: HistoryPosition,
  columns: ToClientColumn,
): DebugProtocol.StackFrame {
  const names = [callFrame.functionName, file.functions[functionIndex]?.name, index === depth - 1 ? orchestrator : ""];
  const name = names.find(Boolean) ?? "(anonymous)";
  const episode = `episode ${position.episode}${position.isReplaying ? ", replaying" : ""}`;
  return {
    id: index + 1,
    name: index === depth - 1 ? `${name} (${episode})` : name,
    source: sourceOf(place.file),
    line: place.line,
    column: columns(place.column),
    canRestart: true,
  };
}

const reasons: Record<StopCause, string> = {
  entry: "entry",
  step: "step",
  breakpoint: "breakpoint",
  goto: "goto",
  pause: "pause",
  end: "end",
  divergence: "exception",
  failure: "exception",
  waiting: "waiting",
  restart: "restart",
};

export function stoppedBody(
  stop: Stop,
  threadId: number,
  outcome: Outcome | undefined,
): DebugProtocol.StoppedEvent["body"] {
  const text = stopText(stop.cause, outcome);
  return {
    reason: reasons[stop.cause],
    threadId,
    allThreadsStopped: true,
    ...(text !== undefined && { description: text, text }),
  };
}

function stopText(cause: StopCause, outcome: Outcome | undefined): string | undefined {
  if (cause === "divergence") return outcome?.divergence?.message;
  if (cause === "failure") return firstLine(outcome?.error?.message ?? "");
  if (cause === "waiting") return waitingText(outcome);
  return cause === "end" ? endText(outcome) : undefined;
}

/** What the exception widget shows: without the engine's record of the failure, which is long and none of the user's. */
export function exceptionBody(outcome: Outcome | undefined): DebugProtocol.ExceptionInfoResponse["body"] {
  const { divergence, error } = outcome ?? {};
  const message = divergence?.message ?? firstLine(error?.message ?? "");
  const stackTrace = divergence ? undefined : error?.stack?.replace(error.message, message);
  return {
    exceptionId: divergence ? "Divergence" : "Error",
    description: message,
    breakMode: "always",
    details: { message, ...(stackTrace !== undefined && { stackTrace }) },
  };
}

export function positionBody(
  { tick, frames }: Stop,
  threadId: number,
  { event, rowKey, episode, isReplaying }: HistoryPosition,
  positions: TimelinePositions,
): object {
  const place = frames[0]?.place;
  return {
    threadId,
    tick,
    event,
    rowKey,
    episode,
    isReplaying,
    events: positions.events,
    episodes: positions.episodes,
    source: place?.file,
    line: place?.line,
  };
}

export function outputBody(
  { text, category, place }: SessionOutput,
  columns: ToClientColumn,
): DebugProtocol.OutputEvent["body"] {
  const where = place ? { source: sourceOf(place.file), line: place.line, column: columns(place.column) } : {};
  return { category, output: text, ...where };
}

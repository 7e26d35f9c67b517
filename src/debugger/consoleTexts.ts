import type { Outcome, WaitingFor } from "../replay/outcome";

const kinds: Record<WaitingFor["kind"], string> = {
  activity: "activity",
  timer: "timer",
  event: "event",
  subOrchestration: "sub-orchestration",
  entity: "entity",
  start: "a worker to start it",
};

/** How the history ends, in one line for the stop at its end. */
export function endText(outcome: Outcome | undefined): string {
  switch (outcome?.outcome) {
    case undefined:
      return "The code was still running.";
    case "completed":
      return `End of history: completed with ${shortJson(outcome.output)}`;
    case "failed":
      return `End of history: failed: ${firstLine(outcome.error?.message ?? "unknown error")}`;
    case "terminated":
      return `End of history: terminated${outcome.output === undefined ? "" : `: ${shortJson(outcome.output)}`}`;
    case "diverged":
      return "End of history: code and history diverged before";
    case "waiting":
    case "stuck":
      return `End of history: ${waits(outcome)}`;
  }
}

/** For the stop at the `yield` where a running instance waits. */
export function waitingText(outcome: Outcome | undefined): string | undefined {
  return outcome && `The instance ${waits(outcome)}`;
}

function waits({ outcome, waitingFor = [] }: Outcome): string {
  const what = waitingFor.map(waitText).join("; ");
  return `${outcome === "stuck" ? "is stuck" : "waits"}${what ? ` for ${what}` : ""}`;
}

function waitText({ kind, name, since, until }: WaitingFor): string {
  const what = kind === "start" || name === undefined ? kinds[kind] : `${kinds[kind]} ${name}`;
  const times = [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(", ");
  return times ? `${what} (${times})` : what;
}

/** The SDK puts the engine's details behind the message, on further lines. */
export function firstLine(text: string): string {
  return text.split("\n")[0]?.trim() ?? text;
}

const longest = 200;

function shortJson(value: unknown): string {
  const text = value === undefined ? "no result" : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

import { counted } from "../base/lists";
import type { PreparedReplay } from "../runner/prepareReplay";
import type { Outcome } from "../replay/outcome";
import { divergenceAdvice, waitText } from "../replay/outcomeText";

/** What runs and how, for the first line of the console. */
export function openingText({ history, node }: PreparedReplay): string {
  return `Replaying ${history.instanceId} from recorded history with Node ${node.version} (${node.why}). Nothing is written, no activity runs. Step Back is in the toolbar.`;
}

/** How long the history is and how it ends, for the console before the first stop. */
export function summaryText({ load, isDamaged }: PreparedReplay, outcome: Outcome): string {
  const { events, episodes } = outcome;
  const length = `${count(events, "event")} in ${count(episodes, "episode")}`;
  return `${load.orchestrator}: ${length}. ${endOf(outcome, isDamaged)}`;
}

function endOf(outcome: Outcome, isDamaged: boolean): string {
  const { divergence } = outcome;
  if (!divergence) return sentence(`The instance ${deed(outcome)}`);
  const { file, line, episode, message } = divergence;
  const place = file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`;
  const advice = divergenceAdvice(outcome, isDamaged);
  return `Code and history part in episode ${episode}${place}: ${message}${advice === undefined ? "" : ` ${advice}`}`;
}

/** How the history ends, in one line for the stop at its end. */
export function endText(outcome: Outcome | undefined): string {
  if (!outcome) return "The code was still running.";
  if (outcome.outcome === "diverged") return "End of history: code and history diverged before";
  return `End of history: ${deed(outcome)}`;
}

/** The same for the console, with what can be done from there. */
export function endLine(outcome: Outcome | undefined): string {
  return `${sentence(endText(outcome))} Step Back goes back from here, Continue ends the session.`;
}

/** For the console, when the run goes on behind the divergence. */
export const pastDivergence =
  "Past the divergence: what the code gets from here on was recorded for other work, and is not comparable. Step Back returns to it.";

/** For the stop at the `yield` where a running instance waits. */
export function waitingText(outcome: Outcome | undefined): string | undefined {
  return outcome && `The instance ${waits(outcome)}`;
}

function deed(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "completed":
      return `completed with ${shortJson(outcome.output)}`;
    case "failed":
      return `failed: ${firstLine(outcome.error?.message ?? "unknown error")}`;
    case "terminated":
      return `was terminated${outcome.output === undefined ? "" : `: ${shortJson(outcome.output)}`}`;
    case "diverged":
      return "diverged";
    case "waiting":
    case "stuck":
      return waits(outcome);
  }
}

function waits({ outcome, waitingFor = [] }: Outcome): string {
  const what = counted(waitingFor.map(waitText)).join("; ");
  return `${outcome === "stuck" ? "is stuck" : "waits"}${what ? ` for ${what}` : ""}`;
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

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

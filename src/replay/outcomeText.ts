import type { Divergence, Outcome, WaitingFor, WaitKind } from "./outcome";

const kinds: Readonly<Record<WaitKind, string>> = {
  activity: "activity",
  timer: "a timer",
  event: "event",
  subOrchestration: "sub-orchestration",
  entity: "entity",
  start: "a worker to start it",
};

/** "event Approval since 2026-11-25T20:12:50Z". */
export function waitText({ kind, name, since, until }: WaitingFor): string {
  const what = kind === "start" || name === undefined ? kinds[kind] : `${kinds[kind]} ${name}`;
  const end = until === undefined ? "" : ` until ${timeText(until)}${since === undefined ? "" : ","}`;
  return `${what}${end}${since === undefined ? "" : ` since ${timeText(since)}`}`;
}

/** A recorded time to the second: storage has ten millionths of one, which nobody reads. */
export function timeText(time: string): string {
  return time.replace(/(T\d\d:\d\d:\d\d)\.\d+/, "$1");
}

/** What to do about a divergence; undefined where a warning says so already. `isDamaged`: rows are missing or wrong. */
export function divergenceAdvice({ divergence, warnings }: Outcome, isDamaged = false): string | undefined {
  if (!divergence || divergence.unchangedCodeToo) return undefined;
  if (isDamaged) return damaged;
  if (divergence.refusedCall) return refusedAdvice(divergence.refusedCall);
  return warnings.length > 0 ? `See the warnings: one may say why. If ${uncapitalised(changed)}` : changed;
}

function refusedAdvice({ api, isCertain }: NonNullable<Divergence["refusedCall"]>): string {
  return isCertain
    ? "The code need not have changed since: the warning says what to do about the refused call."
    : `The likely reason is ${api}, which a replay refuses: the warning says what to do about it.`;
}

const changed =
  "The code has changed since this instance ran: let running instances end on the old code, or undo the change for them.";

const damaged =
  "The history itself is damaged, see its warnings: read or export it again before you look for a change of the code.";

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The SDK puts the engine's record of an activity's failure behind its message, as JSON on further lines. */
export function shortMessage(message: string): string {
  return message.replace(/\s*\n\s*\{"\$type"[\s\S]*$/, "");
}

import path from "node:path";
import { counted } from "../base/lists";
import type { Problem } from "../base/parsed";
import type { ReplayStep } from "../replay/messages";
import type { Divergence, Outcome, WaitingFor } from "../replay/outcome";
import { divergenceAdvice, shortMessage, waitText } from "../replay/outcomeText";
import type { PreparedReplay } from "../runner/prepareReplay";
import { printable, relativePaths, shortValue, type Paint } from "./terminal";

/** For "episode" and as many digits as most runs need. */
const headWidth = 13;

/** `isRecorded`: history has the end of the run. */
interface Recorded {
  readonly isRecorded: boolean;
  readonly isDamaged: boolean;
}

/** Output of `replay` for people. */
export class ReplayText {
  private readonly cwd: string;
  private readonly paint: Paint;

  constructor(cwd: string, paint: Paint) {
    this.cwd = cwd;
    this.paint = paint;
  }

  /** The first line: what runs, and on which Node, and why that one. */
  opening({ history, load, node, app }: PreparedReplay): string {
    return printable(
      `Replaying ${history.instanceId} (${load.orchestrator}) from recorded history with Node ${node.version} (${node.why}) ` +
        `and durable-functions ${app.sdk?.version ?? ""}. Nothing is written, no activity runs.\n`,
    );
  }

  /** What is odd about app and history, before anything runs. */
  problems(problems: readonly Problem[]): string {
    return problems.map(({ place, message }) => this.warning(`${place}: ${message}`)).join("");
  }

  /** `divergence`: from there on the list is history alone. */
  steps(steps: readonly ReplayStep[], divergence?: Divergence): string {
    const parting = divergence && steps.find((step) => isBeyond(step, divergence));
    const rows = steps.map((step) => ({ step, event: eventText(step), place: this.place(step) }));
    const widest = { event: widestOf(rows.map(({ event }) => event)), place: widestOf(rows.map(({ place }) => place)) };
    let episode = 0;
    return rows
      .map(({ step, event, place }) => {
        const isNew = step.episode !== episode;
        episode = step.episode;
        const head = isNew ? `episode ${step.episode}` : "";
        const value = step.value === undefined ? "" : `  ${shortValue(step.value)}`;
        const line = `${this.paint("dim", head.padEnd(headWidth))} ${event.padEnd(widest.event)}  ${this.paint("blue", place.padEnd(widest.place))}${value}`;
        return `${step === parting ? this.parting() : ""}${line.trimEnd()}\n`;
      })
      .join("");
  }

  /** How it ended, in words, with what to do next. */
  outcome(outcome: Outcome, { history, isDamaged }: Pick<PreparedReplay, "history" | "isDamaged">): string {
    const { events, episodes, warnings } = outcome;
    const isRecorded = history.events.some(({ type }) => type === "ExecutionCompleted");
    const lines = [
      ...this.verdict(outcome, { isRecorded, isDamaged }),
      this.paint("dim", `${count(events, "event")}, ${count(episodes, "episode")}.`),
    ];
    return [...warnings.map((warning) => this.warning(warning)), ...lines.map((line) => `${line}\n`)].join("");
  }

  private warning(text: string): string {
    return `${this.paint("yellow", "warning")} ${relativePaths(printable(text), this.cwd)}\n`;
  }

  private parting(): string {
    const text = "code and history part here: what follows is the recorded run, not comparable with the code";
    return `${this.paint("red", "diverged".padEnd(headWidth))} ${text}\n`;
  }

  private verdict(outcome: Outcome, { isRecorded, isDamaged }: Recorded): string[] {
    switch (outcome.outcome) {
      case "completed":
        return [`${this.paint("green", "Completed")} with ${shortValue(outcome.output, 400)}. Code and history agree.`];
      case "failed":
        return [
          `${this.paint("red", "Failed")}${isRecorded ? ", as recorded" : "; history has no end yet"}: ${printable(shortMessage(outcome.error?.message ?? "no reason is recorded"))}`,
          ...(outcome.error?.stack === undefined
            ? []
            : [relativePaths(stackOf(outcome.error.stack, outcome.error.message), this.cwd)]),
        ].filter(Boolean);
      case "terminated":
        return [
          `${this.paint("yellow", "Terminated")} from outside${reasonOf(outcome)}. Code and history agree up to there.`,
        ];
      case "waiting":
        return this.waits("Waits", outcome.waitingFor ?? [], " for what the history does not show");
      case "stuck":
        return [
          ...this.waits(this.paint("red", "Stuck"), outcome.waitingFor ?? [], ""),
          "Nothing will wake it: the warning says why. Terminate the instance, and start a new one once the cause is mended.",
        ];
      case "diverged":
        return this.divergence(outcome, isDamaged);
    }
  }

  private waits(word: string, waitingFor: readonly WaitingFor[], forNothing: string): string[] {
    if (!waitingFor.length) return [`${word}${forNothing}.`];
    if (waitingFor.some(({ kind }) => kind === "start")) {
      return ["Not started yet: no worker has picked the instance up. Start the app's host, then look again."];
    }
    const texts = waitingFor.map((waiting) => `${printable(waitText(waiting))}${this.at(waiting.file, waiting.line)}`);
    return counted(texts).map((text) => `${word} for ${text}.`);
  }

  private divergence(outcome: Outcome, isDamaged: boolean): string[] {
    const { divergence } = outcome;
    if (!divergence) return [this.paint("red", "Diverged")];
    const at = this.at(divergence.file, divergence.line);
    return [
      `${this.paint("red", "Diverged")} in episode ${divergence.episode}${at}: ${relativePaths(printable(divergence.message), this.cwd)}`,
      ...[divergenceAdvice(outcome, isDamaged)].filter((advice) => advice !== undefined),
    ];
  }

  private at(file?: string, line?: number): string {
    return file === undefined ? "" : ` at ${printable(this.relative(file))}${line === undefined ? "" : `:${line}`}`;
  }

  private place({ file, line }: ReplayStep): string {
    // Steps before the code's first statement have no place.
    return file === "" ? "" : printable(`${this.relative(file)}:${line}`);
  }

  private relative(file: string): string {
    const relative = path.relative(this.cwd, file);
    return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative;
  }
}

/** True from the recorded work on that the code has nothing or something else for; else after that episode. */
function isBeyond({ episode, event }: ReplayStep, { recorded, episode: last }: Divergence): boolean {
  return recorded ? event.rowKey === recorded.rowKey : episode > last;
}

function eventText({ event }: ReplayStep): string {
  return printable([event.type, event.name].filter(Boolean).join(" "));
}

/** The frames: the message stands above already. */
function stackOf(stack: string, message: string): string {
  const frames = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack;
  return printable(frames).replace(/^\n+|\n+$/g, "");
}

function reasonOf({ output }: Outcome): string {
  return typeof output === "string" && output ? ` (${printable(output)})` : "";
}

function widestOf(texts: readonly string[]): number {
  return Math.min(
    60,
    texts.reduce((widest, text) => Math.max(widest, text.length), 0),
  );
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

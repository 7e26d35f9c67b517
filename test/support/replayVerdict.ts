import type { History } from "../../src/history/history";
import { compare } from "../../src/replay/compare";
import { engineFor } from "../../src/replay/engine";
import type { KnownFunction } from "../../src/replay/messages";
import type { RunRecord } from "../../src/replay/runRecord";
import { verdictOf, verdictWithoutRun, type Verdict } from "../../src/replay/verdict";
import type { Recording } from "./replayFixtures";
import { appOf, runOver } from "./replayRun";

/** Runs a fixture app's orchestrator over a history, and judges it. */
export async function replayRecording(
  recording: Pick<Recording, "app" | "orchestrator"> & { readonly overlay?: string },
  history: History,
): Promise<Verdict> {
  const pending = verdictWithoutRun(history);
  if (pending) return pending;
  const app = appOf(recording);
  return judge(history, await runOver(app, recording.orchestrator, history), app.functions);
}

export function judge(history: History, record: RunRecord, functions: readonly KnownFunction[]): Verdict {
  const engine = engineFor(3);
  if (!engine) throw new Error("no engine for SDK 3.x");
  return verdictOf(history, record, compare(history, record, functions, engine));
}

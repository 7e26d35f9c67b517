import assert from "node:assert/strict";
import path from "node:path";
import type { Outcome } from "../../src/replay/outcome";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { runReplay } from "../../src/runner/runReplay";
import { fixtures } from "../support/debugFixtures";
import { replayPorts } from "../support/replayPorts";
import { orchestrationRecordings, type Recording } from "../support/replayFixtures";
import { overlaid } from "../support/replayRun";

/** As many children at once as the smallest machine has processors. */
const atOnce = 2;

async function replay({ file, app, overlay }: Recording): Promise<Outcome> {
  const appRoot = overlay === undefined ? path.join(fixtures, "apps", app) : overlaid(app, overlay);
  const wish = { history: path.join(fixtures, "histories", file), appRoot };
  const prepared = await prepareReplay(wish, replayPorts, process.cwd());
  const { outcome } = await runReplay(prepared, { timeoutMs: 30_000, onOutput: () => undefined });
  return outcome;
}

describe("every recording, each in a child process of its own", function () {
  this.timeout(180_000);
  const recordings = orchestrationRecordings();

  it(`${recordings.length} recordings end as the engine says`, async () => {
    const waiting = [...recordings];
    const wrong: string[] = [];
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const outcome = await replay(next);
        const agrees =
          outcome.outcome === next.outcome && (outcome.divergence === undefined) === (next.outcome !== "diverged");
        if (!agrees) wrong.push(`${next.file}: ${next.outcome} expected, ${JSON.stringify(outcome)}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    assert.deepEqual(wrong, []);
  });
});

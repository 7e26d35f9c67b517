import assert from "node:assert/strict";
import type { Divergence } from "../../../src/replay/outcome";
import { divergenceAdvice } from "../../../src/replay/outcomeText";
import { withRefusedCall } from "../../../src/runner/refusals";

const warnings = ["fs.writeFileSync at order.js:3 is refused: a replay writes no files."];
const refusals = [{ api: "fs.writeFileSync", phase: "run" }] as const;

function divergence(message: string, produced: Divergence["produced"]): Divergence {
  return { eventId: 1, episode: 1, message, ...(produced && { produced }) };
}

const failed = { kind: "completion", name: "Failed" } as const;

function judged(message: string, produced: Divergence["produced"], tried: Parameters<typeof withRefusedCall>[1]) {
  const verdict = withRefusedCall({ outcome: "diverged", divergence: divergence(message, produced), warnings }, tried);
  const outcome = { steps: 0, events: 0, episodes: 0, ...verdict } as const;
  return { verdict: verdict.divergence, advice: divergenceAdvice(outcome) };
}

describe("a divergence after a refused call", () => {
  it("begins with the call when the code fails with it, and blames no change of the code", () => {
    const { verdict, advice } = judged('Code fails with "EROFS: fs.writeFileSync refused: …".', failed, refusals);
    assert.match(verdict?.message ?? "", /^fs\.writeFileSync is refused in a replay, and the code fails with that\./);
    assert.match(advice ?? "", /need not have changed since: the warning says what to do/);
  });

  it("names the call as the likely reason when the code fails with something else after it", () => {
    const { verdict, advice } = judged('Code fails with "no file".', failed, refusals);
    assert.equal(verdict?.message, 'Code fails with "no file".');
    assert.match(advice ?? "", /^The likely reason is fs\.writeFileSync, which a replay refuses/);
  });

  it("says nothing of it when the code goes on otherwise, or was only loading then", () => {
    for (const [produced, tried] of [
      [{ kind: "activity", name: "other" }, refusals],
      [failed, [{ api: "fs.writeFileSync", phase: "load" }]],
    ] as const) {
      const { verdict, advice } = judged("Code …", produced, tried);
      assert.equal(verdict?.refusedCall, undefined);
      assert.match(advice ?? "", /^See the warnings: one may say why\. If the code has changed/);
    }
  });
});

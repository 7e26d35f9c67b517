import assert from "node:assert/strict";
import { lintStatusText } from "../../../../src/extension/diagnostics/lintStatusText";
import type { EditorFinding } from "../../../../src/worker/messages";

function running(count: number, leftOut: number, isBusy = false) {
  const findings = Array.from({ length: count }, () => ({}) as EditorFinding);
  const files = Array.from({ length: leftOut }, () => ({ file: "/app/big.js", reason: "it is too large" }));
  return { kind: "running", isBusy, result: { version: 1, findings, leftOut: files, fileCount: 9 } } as const;
}

const none = { notOnDisk: 0, switchedOff: 0 };
const oneAway = { ...none, notOnDisk: 1 };

describe("the language status of the check", () => {
  it("counts findings, and claims no more", () => {
    assert.equal(lintStatusText(running(0, 0), none)?.text, "0 determinism findings");
    assert.equal(lintStatusText(running(1, 0), none)?.text, "1 determinism finding");
    assert.equal(lintStatusText(running(2, 0, true), none)?.isBusy, true);
  });

  it("says what was left out, and shows it", () => {
    const { detail, command } = lintStatusText(running(0, 2), oneAway) ?? {};
    assert.deepEqual([detail, command], ["2 files left out, 1 folder not on disk", "showLeftOut"]);
  });

  it("says how many folders are switched off", () => {
    const { detail, command } = lintStatusText(running(1, 0), { ...none, switchedOff: 2 }) ?? {};
    assert.deepEqual([detail, command], ["2 folders switched off", "showLeftOut"]);
  });

  it("says that nothing is checked, and what to do about it", () => {
    assert.equal(lintStatusText({ kind: "stopped" }, none)?.command, "showLog");
    assert.equal(lintStatusText({ kind: "failed" }, none)?.command, "showLog");
    assert.equal(lintStatusText({ kind: "off" }, none)?.command, "enableLint");
    assert.match(lintStatusText({ kind: "nothing" }, oneAway)?.detail ?? "", /not on disk/);
    assert.equal(lintStatusText({ kind: "nothing" }, none), undefined);
  });
});

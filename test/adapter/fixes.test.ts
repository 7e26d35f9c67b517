import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createLint } from "../../src/analysis/lint";
import type { CodeFix, Finding } from "../../src/analysis/finding";
import { NodeSourceFiles } from "../../src/node/sourceFiles";
import type { Outcome } from "../../src/replay/outcome";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { runReplay } from "../../src/runner/runReplay";
import { applied } from "../support/mendedCode";
import { chainApp, chainFile, chainHistory, withApp } from "../support/ownApp";
import { fixtures } from "../support/replayFixtures";
import { replayPorts } from "../support/replayPorts";

/** Clocks and ids are what a fix makes; what is logged is guarded on request. */
const planted = chainApp({
  first: 'const at = [new Date().toISOString(), Date.now(), crypto.randomUUID()]; console.log("greeting", at);',
});

describe("orchestrators that fixes were applied to", function () {
  this.timeout(60_000);

  it("replay their recorded history without a divergence: clocks, ids and a guarded log", async () => {
    await withApp(planted, async ({ root, file }) => {
      assert.deepEqual(mend(file(chainFile)), ["guard-logging", "no-random-id", "no-wall-clock", "no-wall-clock"]);
      const outcome = await replay(root, chainHistory);
      assert.deepEqual([outcome.outcome, outcome.divergence], ["completed", undefined]);
      assert.deepEqual(outcome.output, ["Hello Tokyo!", "Hello Seattle!", "Hello London!"]);
    });
  });

  it("end sooner where a timer is cancelled that a run had waited for: that is only suggested", async () => {
    const app = path.join(fixtures, "apps", "v4-js", "src");
    const files = {
      "src/functions/approval.js": fs.readFileSync(path.join(app, "functions", "approval.js"), "utf8"),
      "src/time.js": fs.readFileSync(path.join(app, "time.js"), "utf8"),
      "package.json": JSON.stringify({
        main: "src/functions/*.js",
        dependencies: { "durable-functions": "3.5.0" },
      }),
    };
    await withApp(files, async ({ root, file }) => {
      assert.deepEqual(mend(file("src/functions/approval.js")), ["cancel-losing-timer"]);
      const outcome = await replay(root, path.join(fixtures, "histories", "v4-js", "approval-leaky.json"));
      assert.equal(outcome.outcome, "diverged");
      assert.match(outcome.divergence?.message ?? "", /^Code returns in episode 2\. History goes on with TimerFired/);
    });
  });
});

/** Takes each fix, or else the first suggestion, one after the other, until nothing is left; the rules in order. */
function mend(file: string): readonly string[] {
  const rules: string[] = [];
  for (let found = firstFix(file); found; found = firstFix(file)) {
    rules.push(found.finding.rule);
    fs.writeFileSync(file, applied(fs.readFileSync(file, "utf8"), found.fix));
    assert.ok(rules.length < 10, `fixes come to an end: ${rules.join()}`);
  }
  return rules.sort();
}

function firstFix(file: string): { readonly finding: Finding; readonly fix: CodeFix } | undefined {
  const lint = createLint(new NodeSourceFiles());
  for (const finding of lint({ files: [file], severities: {}, followPackages: false }).findings) {
    const fix = finding.fix ?? finding.suggestions[0];
    if (fix) return { finding, fix };
  }
  return undefined;
}

async function replay(appRoot: string, history: string): Promise<Outcome> {
  const wish = { history, appRoot, runtimeExecutable: process.execPath };
  const prepared = await prepareReplay(wish, replayPorts, process.cwd());
  const { outcome } = await runReplay(prepared, { timeoutMs: 30_000, onOutput: () => undefined });
  return outcome;
}

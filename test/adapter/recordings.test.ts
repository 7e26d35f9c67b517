import assert from "node:assert/strict";
import path from "node:path";
import type { Outcome } from "../../src/replay/outcome";
import { prepareReplay, type PreparedReplay } from "../../src/runner/prepareReplay";
import { ReplayProcess } from "../../src/runner/replayProcess";
import { replayIn } from "../../src/runner/runReplay";
import { appCopy } from "../support/appCopies";
import { olderNode } from "../support/olderNode";
import { fixtures, historyOf, recordings, type Recording } from "../support/replayFixtures";
import { replayPorts } from "../support/replayPorts";

/** As many children at once as the smallest machine has processors. */
const atOnce = 2;

interface Replayed {
  readonly recording: Recording;
  readonly outcome: Outcome;
}

/** Replays the recordings of an app in one child process; `sdk`: on another version of the SDK than their own. */
async function replayAll(chosen: readonly Recording[], sdk?: string): Promise<readonly Replayed[]> {
  const apps = new Set(chosen.map(appOf));
  const waiting = [...apps].map((app) => chosen.filter((recording) => appOf(recording) === app));
  const replayed: Replayed[] = [];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) replayed.push(...(await replayApp(next, sdk)));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return replayed;
}

function appOf({ app, overlay }: Recording): string {
  return `${app} ${overlay ?? ""}`;
}

async function replayApp(ofApp: readonly Recording[], sdk: string | undefined): Promise<readonly Replayed[]> {
  const options = { timeoutMs: 30_000, onOutput: () => undefined };
  const replayed: Replayed[] = [];
  let child: ReplayProcess | undefined;
  try {
    for (const recording of ofApp) {
      const prepared = await prepare(recording, sdk);
      child ??= new ReplayProcess(prepared, options.onOutput);
      const { outcome } = await replayIn(child, prepared, options);
      replayed.push({ recording, outcome });
    }
  } finally {
    child?.dispose();
    await child?.exited;
  }
  return replayed;
}

function prepare({ file, app, overlay, sdk: own }: Recording, sdk: string | undefined): Promise<PreparedReplay> {
  const runtimeExecutable = (sdk ?? own) === "3.5.0" ? process.execPath : olderNode;
  const appRoot = appCopy(app, { overlay, sdk });
  const wish = { history: path.join(fixtures, "histories", file), appRoot, runtimeExecutable };
  return prepareReplay(wish, replayPorts, process.cwd());
}

/** What is wrong with an outcome, in words; undefined: it is the engine's. */
function wrongWith({ recording, outcome }: Replayed): string | undefined {
  const diverged = outcome.divergence !== undefined;
  if (outcome.outcome !== recording.outcome || diverged !== (recording.outcome === "diverged"))
    return `${recording.outcome} expected, ${JSON.stringify(outcome)}`;
  const end = historyOf(recording.file).events.findLast((event) => event.type === "ExecutionCompleted");
  if (!end || recording.status === "Terminated" || diverged) return undefined;
  if (recording.outcome === "completed") {
    const recorded = JSON.stringify(JSON.parse(end.result ?? "null"));
    const output = JSON.stringify(outcome.output ?? null);
    return output === recorded ? undefined : `output ${recorded} expected, ${output}`;
  }
  const recorded = end.result?.replace(/^Orchestrator function '.*?' failed: {1,2}/, "");
  return outcome.error?.message === recorded ? undefined : `error ${recorded} expected, ${outcome.error?.message}`;
}

function report(replayed: readonly Replayed[]): readonly string[] {
  return replayed
    .flatMap((one) => {
      const wrong = wrongWith(one);
      return wrong === undefined ? [] : [`${one.recording.file}: ${wrong}`];
    })
    .sort();
}

/** What other versions of the SDK make of recordings, and why (replay.md C4). */
const onOtherVersions = [
  {
    own: "2.1.4",
    other: "2.0.2",
    // signalEntity came with 2.1.
    differences: {
      "v3-js/shelf.json": `History has EventSent \`@counter@shelf\` (#2). Code fails with "context.df.signalEntity is not a function".`,
      "v3-js/stock.json": `History has EventSent \`@counter@lamp\` (#2). Code fails with "context.df.signalEntity is not a function".`,
    },
  },
  {
    own: "3.5.0",
    other: "3.1.0",
    differences: {
      // Before 3.5 an event that comes before the wait is never handed over.
      "v4-js/signatures-early.json": "History ends Completed (#1). Code still waits for event `Signature`.",
      // Locks came with 3.5.
      "v4-js/transfer.json": `History has EventSent \`@counter@north\` (#0). Code fails with "context.df.lock is not a function".`,
    },
  },
];

describe("every recording, in child processes", function () {
  this.timeout(180_000);
  const orchestrations = recordings().filter(({ kind }) => kind === "orchestration");

  for (const sdk of ["1.5.4", "2.1.4", "3.5.0"]) {
    const chosen = orchestrations.filter((recording) => recording.sdk === sdk);
    it(`SDK ${sdk}: ${chosen.length} recordings end as the engine says, with its output or error`, async () => {
      assert.deepEqual(report(await replayAll(chosen)), []);
    });
  }

  for (const { own, other, differences } of onOtherVersions) {
    const chosen = orchestrations.filter((recording) => recording.sdk === own);
    it(`SDK ${other}: the ${chosen.length} recordings of ${own} end so too, but for ${Object.keys(differences).length}`, async () => {
      const replayed = await replayAll(chosen, other);
      const others = replayed.filter((one) => wrongWith(one) !== undefined);
      const said = others.map(({ recording, outcome }) => [recording.file, outcome.divergence?.message ?? outcome]);
      assert.deepEqual(Object.fromEntries(said), differences);
    });
  }

  it("says of an entity that there is nothing to replay", async () => {
    for (const entity of recordings().filter(({ kind }) => kind === "entity"))
      await assert.rejects(prepare(entity, undefined), /"@counter@shelf" is an entity/);
  });
});

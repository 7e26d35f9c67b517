import assert from "node:assert/strict";
import { createConnection } from "node:net";
import { join } from "node:path";
import { silentLog } from "../../../src/base/ports";
import type { Services } from "../../../src/cli/command";
import { compose } from "../../../src/cli/compose";
import { debugServer } from "../../../src/cli/debugServer";
import type { ReplayRunner } from "../../../src/cli/replayRunner";
import { nodeFiles } from "../../../src/node/files";
import type { ReplayResult, ReplayStep } from "../../../src/replay/messages";
import type { Outcome } from "../../../src/replay/outcome";
import { commandLine as runOnThisMachine, type CommandLineRun } from "../../support/commandLine";
import { seedHistory, startAzurite, type Azurite } from "../../support/azurite";
import { readRecording } from "../../support/replayFixtures";

const app = join(process.cwd(), "test/fixtures/apps/v4-js");
const histories = join(process.cwd(), "test/fixtures/histories/v4-js");
const counts = { steps: 1, events: 16, episodes: 4, warnings: [] };

const step: ReplayStep = {
  step: 1,
  episode: 2,
  event: { rowKey: "0000000000000005", type: "TaskCompleted", name: "hello" },
  file: join(app, "src/functions/chain.js"),
  line: 5,
  value: "Hello Tokyo!",
  isReplaying: true,
};

function runnerOf(
  outcome: Outcome,
  watch: (...args: Parameters<ReplayRunner["run"]>) => void = () => undefined,
): ReplayRunner {
  return {
    run(replay, options) {
      watch(replay, options);
      options.onOutput("printed by the app\n");
      return Promise.resolve<ReplayResult>({ steps: [step], outcome });
    },
  };
}

const commandLine = (args: readonly string[], services: Partial<Services> = {}, signal?: AbortSignal) =>
  runOnThisMachine(
    args,
    {
      log: silentLog,
      cwd: app,
      environment: {},
      runner: runnerOf({ outcome: "completed", output: "done", ...counts }),
      debugServer: debugServer((input, output) => new Promise((resolve) => input.pipe(output).on("close", resolve))),
      ...services,
    },
    signal,
  );

const chainFile = join(histories, "chain.json");

describe("command line", () => {
  it("prints help and version on standard output", async () => {
    assert.deepEqual(await commandLine(["--version"]), { code: 0, out: "1.2.3\n", error: "" });
    const help = await commandLine(["--help"]);
    assert.equal(help.code, 0);
    assert.match(help.out, /^usage: durable-toolkit <command>[^]* replay [^]* dap /);
    const replay = await commandLine(["replay", "--help"]);
    assert.deepEqual([replay.code, replay.error], [0, ""]);
    assert.match(replay.out, /--connection SETTING/);
    assert.deepEqual(await commandLine(["help"]), help);
    assert.deepEqual(await commandLine(["help", "replay"]), replay);
    assert.match((await commandLine(["help", "repaly"])).error, /no command "repaly"\. Did you mean replay\?/);
  });

  const wrong: readonly [title: string, args: readonly string[], text: RegExp][] = [
    ["no command", [], /^usage: durable-toolkit <command>/],
    ["an unknown command", ["repaly"], /no command "repaly"\. Did you mean replay\?/],
    [
      "an unknown option",
      ["replay", "x", "--conection", "S"],
      /no option --conection\. Did you mean --connection\?\nusage: durable-toolkit replay </,
    ],
    ["a missing value", ["replay", "x", "--hub"], /: --hub needs a value\.\nusage: /],
    [
      "an option for a value",
      ["replay", "x", "--hub", "--json"],
      /: --hub needs a value\. Write one .* as --hub=-….\n/,
    ],
    ["a value where none belongs", ["replay", "x", "--json=yes"], /: --json takes no value\.\n/],
    ["a time that is none", ["replay", "x", "--timeout-ms", "3s"], /--timeout-ms takes a whole number .*, not "3s"/],
    ["a folder", ["replay", "src"], /src is a folder\. Name a history file in it/],
    ["no instance", ["replay"], /needs an instance id or a history file/],
    ["two instances", ["replay", "a", "b"], /"b" is too many\. Quote ids/],
    ["a port that is none", ["dap", "--listen", "65536"], /port from 0 to 65535/],
    ["arguments to dap", ["dap", "x"], /takes no arguments/],
  ];
  for (const [title, args, text] of wrong) {
    it(`refuses ${title} with usage, exit 2 and a clean standard output`, async () => {
      const { code, out, error } = await commandLine(args);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(error, text);
    });
  }

  it("refuses a connection string, and does not repeat it", async () => {
    const secret = "AccountName=contoso;AccountKey=UGxhbnRlZA==";
    for (const args of [["--connection", secret], [`--connection=${secret}`]]) {
      const { code, out, error } = await commandLine(["replay", "chain", ...args]);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(error, /shell's history/);
      assert.ok(!error.includes("UGxhbnRlZA"));
    }
  });

  it("says where no app was found", async () => {
    const { code, error } = await commandLine(["replay", "chain"], { cwd: "/" });
    assert.equal(code, 2);
    assert.match(error, /^durable-toolkit: Not a Functions project: neither \/ nor a folder above/);
  });
});

describe("replay command", () => {
  const ends: readonly [
    title: string,
    outcome: Partial<Outcome> & Pick<Outcome, "outcome">,
    code: number,
    text: RegExp,
  ][] = [
    ["completed", { outcome: "completed", output: [1] }, 0, /^Completed with \[1\]\. Code and history agree\.$/m],
    [
      "failed",
      { outcome: "failed", error: { message: "no stock", stack: "Error: no stock\n    at order (order.js:3:1)" } },
      0,
      /^Failed, as recorded: no stock\n {4}at order/m,
    ],
    ["terminated", { outcome: "terminated", output: "by hand" }, 0, /^Terminated from outside \(by hand\)/m],
    [
      "waiting",
      {
        outcome: "waiting",
        waitingFor: [
          { kind: "event", name: "Approval", since: "2026-01-01T00:00:00.1234567Z", file: step.file, line: 7 },
        ],
      },
      0,
      /^Waits for event Approval since 2026-01-01T00:00:00Z at src\/functions\/chain\.js:7\.$/m,
    ],
    [
      "waiting for several of a kind",
      { outcome: "waiting", waitingFor: Array.from({ length: 25 }, () => ({ kind: "activity", name: "pack" })) },
      0,
      /^Waits for activity pack \(25 times\)\.$/m,
    ],
    ["stuck without a wait", { outcome: "stuck", waitingFor: [] }, 0, /^Stuck\.\n.*Terminate the instance/m],
    [
      "stuck",
      { outcome: "stuck", waitingFor: [{ kind: "event", name: "Signed" }] },
      0,
      /^Stuck for event Signed\.\n.*Terminate the instance/m,
    ],
    [
      "diverged",
      {
        outcome: "diverged",
        divergence: {
          eventId: 4,
          episode: 3,
          message: "History has TaskScheduled `a` (#4). Code scheduled `b`.",
          file: step.file,
          line: 9,
        },
      },
      1,
      /^Diverged in episode 3 at src\/functions\/chain\.js:9: History has TaskScheduled `a` \(#4\)/m,
    ],
  ];
  for (const [title, outcome, code, text] of ends) {
    it(`ends ${code} in words and in JSON: ${title}`, async () => {
      const services = { runner: runnerOf({ ...counts, ...outcome }) };
      const words = await commandLine(["replay", chainFile, "--app", app], services);
      assert.equal(words.code, code, words.error);
      assert.match(words.out, text);
      const json = await commandLine(["replay", chainFile, "--app", app, "--json"], services);
      assert.equal(json.code, code);
      const objects = json.out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown);
      assert.deepEqual(objects, [step, { ...counts, ...outcome }]);
    });
  }

  it("begins with the Node and the SDK, and shows each step with its place and value", async () => {
    const { out, error } = await commandLine(["replay", chainFile, "--app", "."]);
    const [first, second] = out.split("\n");
    assert.match(
      first ?? "",
      /^Replaying chain \(chain\) from recorded history with Node \d+\.\d+\.\d+ \(.+\) and durable-functions 3\.5\.0\./,
    );
    assert.match(second ?? "", /^episode 2 {5}TaskCompleted hello {2}src\/functions\/chain\.js:5 {2}"Hello Tokyo!"$/);
    assert.equal(error, "printed by the app\n");
  });

  it("marks where the list goes beyond a divergence", async () => {
    const divergence = { eventId: 1, episode: 2, message: "History has more." };
    const { rowKey } = step.event;
    for (const [found, isMarked] of [
      [{ ...divergence, recorded: { kind: "activity", rowKey } }, true],
      [{ ...divergence, recorded: { kind: "activity", rowKey: "0000000000000009" } }, false],
      [{ ...divergence, episode: 1 }, true],
      [divergence, false],
    ] as const) {
      const runner = runnerOf({ ...counts, outcome: "diverged", divergence: found });
      const { out } = await commandLine(["replay", chainFile, "--app", app], { runner });
      assert.equal(/^diverged {6}code and history part here: .*\nepisode 2 /m.test(out), isMarked, out);
    }
  });

  it("warns of what is odd before anything runs", async () => {
    const files = {
      ...nodeFiles,
      read: async (file: string) => (await nodeFiles.read(file))?.replace('"TaskCompleted"', '"TaskEaten"'),
    };
    const told: string[] = [];
    const terminal = { out: (text: string) => void told.push(text), error: () => told.push("ran"), hasColours: false };
    assert.equal((await commandLine(["replay", chainFile, "--app", app], { files, terminal })).code, 0);
    const run = told.indexOf("ran");
    assert.match(told.slice(0, run).join(""), /^warning History row .*"TaskEaten"/m);
    assert.doesNotMatch(told.slice(run).join(""), /warning/);
  });

  it("shows paths below the working folder relative to it, and no others", async () => {
    const warnings = [`fs.write at ${step.file}:3`, "see /elsewhere/order.js:1", `see /mnt${step.file}`];
    const stack = `Error: gone\n    at order (${step.file}:3:1)`;
    const runner = runnerOf({ ...counts, outcome: "failed", error: { message: "gone", stack }, warnings });
    const { out } = await commandLine(["replay", chainFile, "--app", app], { runner });
    assert.match(out, /^warning fs\.write at src\/functions\/chain\.js:3\nwarning see \/elsewhere\/order\.js:1\n/m);
    assert.ok(out.includes(`warning see /mnt${step.file}\n`));
    assert.match(out, /^ {4}at order \(src\/functions\/chain\.js:3:1\)$/m);
  });

  it("keeps control characters of users' data off the terminal", async () => {
    const runner = runnerOf({ ...counts, outcome: "failed", error: { message: "\u001b[2Jgone\u202e" } });
    const { out } = await commandLine(["replay", chainFile, "--app", app], { runner });
    assert.match(out, /Failed, as recorded: \\u001b\[2Jgone\\u202e/);
  });

  it("uses the app of the history file, else of the working folder", async () => {
    const sample = join(process.cwd(), "media/sample");
    const roots: string[] = [];
    const runner = runnerOf({ ...counts, outcome: "completed" }, ({ app: { root } }) => roots.push(root));
    const sampleFile = join(sample, "histories/completed.durable-history.json");
    assert.equal((await commandLine(["replay", sampleFile], { runner })).code, 0);
    assert.equal((await commandLine(["replay", chainFile], { runner })).code, 0);
    assert.deepEqual(roots, [sample, app]);
  });

  it("puts problems of the history among the warnings", async () => {
    const files = {
      ...nodeFiles,
      read: async (file: string) => (await nodeFiles.read(file))?.replace('"TaskCompleted"', '"TaskEaten"'),
    };
    const { out } = await commandLine(["replay", chainFile, "--json", "--app", app], { files });
    const last = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as Outcome;
    assert.match(last.warnings[0] ?? "", /History row 0000000000000005.*"TaskEaten" is not known/);
  });

  it("says of an instance that was never picked up that it waits for its start", async () => {
    const { runner } = compose(process.cwd());
    const pending = ["replay", join(histories, "pending.json"), "--app", app];
    const { code, out } = await commandLine([...pending, "--json"], { runner });
    assert.equal(code, 0);
    const last = JSON.parse(out) as Outcome;
    const wait = { kind: "start", name: "chain", since: "2026-11-25T04:59:44.2909222Z" };
    assert.deepEqual([last.outcome, last.waitingFor], ["waiting", [wait]]);
    assert.match((await commandLine(pending, { runner })).out, /^Not started yet: no worker has picked/);
  });

  for (const [file, reason] of [
    [
      "host.json",
      /^durable-toolkit: The history file host\.json cannot be read\. This is no history file: .*no format/,
    ],
    ["src/functions/chain.js", /^durable-toolkit: The history file .*chain\.js cannot be read\. This is not JSON/],
  ] as const) {
    it(`says in one line of a file that holds no history what is expected: ${file}`, async () => {
      const { code, out, error } = await commandLine(["replay", file]);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(error, reason);
      assert.match(error, /Choose a \*\.durable-history\.json file, .*\.\n$/);
      assert.equal(error.trimEnd().split("\n").length, 1);
    });
  }

  it("gives the code the time that it is told", async () => {
    const times: number[] = [];
    const runner = runnerOf({ ...counts, outcome: "completed" }, (_, { timeoutMs }) => times.push(timeoutMs));
    for (const more of [[], ["--timeout-ms", "90000"]])
      assert.equal((await commandLine(["replay", chainFile, "--app", app, ...more], { runner })).code, 0);
    assert.deepEqual(times, [30_000, 90_000]);
  });

  it("takes no other app than the one it is told", async () => {
    const { code, error } = await commandLine(["replay", chainFile, "--app", "/nowhere"]);
    assert.equal(code, 2);
    assert.match(error, /Not a Functions project: neither \/nowhere nor a folder above/);
  });

  it("ends 130 with the partial result after Ctrl+C", async () => {
    const controller = new AbortController();
    const runner = runnerOf({ ...counts, outcome: "waiting" }, () => controller.abort(new Error("Ctrl+C")));
    const { code, out } = await commandLine(
      ["replay", chainFile, "--app", app, "--json"],
      { runner },
      controller.signal,
    );
    assert.equal(code, 130);
    assert.equal(out.trimEnd().split("\n").length, 2);
    const failing: ReplayRunner = { run: () => Promise.reject(new Error("Ctrl+C")) };
    const stopped = await commandLine(["replay", chainFile, "--app", app], { runner: failing }, controller.signal);
    assert.deepEqual([stopped.code, stopped.error], [130, "Stopped.\n"]);
  });
});

describe("replay command on Azurite", function () {
  this.timeout(60_000);
  let azurite: Azurite;
  before(async () => {
    azurite = await startAzurite();
    await seedHistory(azurite.connection, readRecording("v4-js/chain.json").main);
  });
  after(() => azurite.stop());

  const services = () => ({
    environment: { AzureWebJobsStorage: azurite.connectionString, Other: azurite.connectionString },
  });

  it("reads the hub that it is told, by the app's connection or another", async () => {
    for (const more of [[], ["--connection", "Other"]]) {
      const { code, error } = await commandLine(["replay", "chain", "--hub", "RecV4JsCases", ...more], services());
      assert.deepEqual([code, error], [0, "printed by the app\n"]);
    }
  });

  const failures: readonly [title: string, args: readonly string[], text: RegExp][] = [
    [
      "the hub of host.json is not there",
      ["chain"],
      /No task hub OrdersV4 in Azurite .* Other hubs there: RecV4JsCases/,
    ],
    [
      "the instance is not there",
      ["chian", "--hub", "RecV4JsCases"],
      /No instance "chian" in hub RecV4JsCases on Azurite/,
    ],
    [
      "neither file nor instance is there",
      ["gone.json", "--hub", "RecV4JsCases"],
      /There is no file gone\.json\. Taken for an instance id: No instance "gone\.json"/,
    ],
    [
      "neither file nor instance is there, of a name with a slash, which ids may have",
      ["tenant/42", "--hub", "RecV4JsCases"],
      /There is no file tenant\/42\. Taken for an instance id: No instance "tenant\/42"/,
    ],
    ["the setting is not there", ["chain", "--connection", "Othr"], /no setting Othr .*Did you mean Other\?/],
    ["the hub's name is none", ["chain", "--hub", "a-b"], /"a-b" is no name for a task hub: .*, a letter first\.\n$/],
  ];
  for (const [title, args, text] of failures) {
    it(`explains that ${title}`, async () => {
      const { code, out, error } = await commandLine(["replay", ...args], services());
      assert.deepEqual([code, out], [2, ""]);
      assert.match(error, text);
    });
  }
});

describe("dap command", () => {
  it("serves sessions on loopback until it is stopped", async () => {
    const stopping = new AbortController();
    let served: Promise<CommandLineRun> | undefined;
    const port = await new Promise<number>((resolve) => {
      const error = (text: string) => resolve(Number(/Listening on 127\.0\.0\.1:(\d+)\n/.exec(text)?.[1]));
      served = commandLine(
        ["dap", "--listen", "0"],
        { terminal: { out: () => assert.fail("nothing goes there"), error, hasColours: false } },
        stopping.signal,
      );
    });
    const socket = createConnection(port, "127.0.0.1");
    const echoed = new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(String(chunk))));
    socket.write("hello");
    assert.equal(await echoed, "hello");
    const taken = await commandLine(["dap", "--listen", String(port)]);
    assert.equal(taken.code, 2);
    assert.match(taken.error, /another program listens there/);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    stopping.abort();
    await closed;
    assert.equal((await served)?.code, 130);
  });
});

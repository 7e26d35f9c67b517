import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { silentLog, type Log } from "../../src/base/ports";
import { compose } from "../../src/cli/compose";
import { runCommandLine } from "../../src/cli/run";
import { serialiseHistoryFile } from "../../src/history/historyFile";
import { TableHistoryStore } from "../../src/storage/tableHistoryStore";
import { seedHistory, startAzurite } from "../support/azurite";
import { noProcessLeft, refusalOf } from "../support/badInput";
import { runningReplayHosts } from "../support/childProcesses";
import { DebugClient } from "../support/debugClient";
import { cutConnection, startFaultServer, tableError, type Answer, type FaultServer } from "../support/faultServer";
import { chainApp, chainHistory, withApp, type AppFiles, type OwnApp } from "../support/ownApp";
import { readRecording } from "../support/replayFixtures";

/** Planted: none of these may be found in anything that is shown, logged or written. */
const key = "UGxhbnRlZEFjY291bnRLZXk=";
const signature = "UGxhbnRlZFNpZ25hdHVyZQ";
const values = ["planted-setting-value", "planted-launch-value", "planted-environment-value"] as const;

function assertClean(text: string, what: string): void {
  assert.ok(text.length > 0, `${what} is not empty`);
  for (const secret of [key, signature, ...values]) {
    const at = text.indexOf(secret);
    assert.ok(at < 0, `${what} holds ${secret}: …${text.slice(Math.max(0, at - 200), at + 40)}`);
  }
}

function appWith(connection: string, top = ""): AppFiles {
  const settings = { AzureWebJobsStorage: connection, API_KEY: values[0] };
  return { ...chainApp({ top }), "local.settings.json": JSON.stringify({ IsEncrypted: false, Values: settings }) };
}

function listeningLog(lines: string[]): Log {
  const note = (message: string): void => void lines.push(message);
  return { debug: note, info: note, warn: note, error: note };
}

/** Standard output and standard error of the command line, run in this process. */
async function commandLine(args: readonly string[], { root }: OwnApp): Promise<string> {
  let text = "";
  const note = (more: string): void => void (text += more);
  const terminal = { out: note, error: note, hasColours: false };
  const services = { ...compose(process.cwd()), terminal, log: silentLog, cwd: root, environment: { OWN: values[2] } };
  await runCommandLine(args, "1.2.3", services, new AbortController().signal);
  return text;
}

describe("secrets: what is planted appears nowhere", function () {
  this.timeout(60_000);
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
  });
  after(() => server.stop());

  const withKey = () =>
    `AccountName=contoso;AccountKey=${key};TableEndpoint=${server.origin};BlobEndpoint=${server.origin}/b`;
  const withSignature = () =>
    `TableEndpoint=${server.origin};BlobEndpoint=${server.origin}/b;SharedAccessSignature=sv=2024&sig=${signature}`;

  it("in a traced debug session, its log and the arguments of its processes", () =>
    withApp(appWith(withKey(), "if (!process.env.API_KEY) throw new Error('not set');"), async (app) => {
      const log: string[] = [];
      const client = new DebugClient(listeningLog(log));
      const launch = app.launch({ trace: true, env: { TOKEN: values[1] } });
      await client.launch(launch);
      assertClean(processArguments(), "the process table");
      for (const move of ["next", "next", "stepBack"]) await client.move(move);
      for (const scope of await scopesOf(client)) await client.scope(scope);
      await client.respond("launch", launch);
      await client.respond("restart", { arguments: launch });
      await client.respond("evaluate", { expression: "nothing", frameId: 1, context: "repl" });
      await client.disconnect();
      await noProcessLeft();
      const said = client.messages.filter(({ type }) => type !== "request");
      assertClean(JSON.stringify(said), "the conversation");
      assert.ok(
        log.some((line) => line.includes('"command":"launch"')),
        "the log has the launch",
      );
      assert.ok(
        log.some((line) => line.includes("TOKEN")),
        "the log names variables",
      );
      assertClean(log.join("\n"), "the log");
    }));

  it("when the app does not load", () =>
    withApp(appWith(withKey(), "throw new Error('MISSING_SETTING is not set');"), async (app) => {
      assertClean(await refusalOf(app.launch({ env: { TOKEN: values[1] } })), "the message");
      assertClean(await commandLine(["replay", chainHistory, "--app", app.root, "--json"], app), "the command line");
    }));

  const failures: readonly (readonly [title: string, ...answers: Answer[]])[] = [
    ["a wrong key", tableError(403, "AuthenticationFailed")],
    ["an expired signature", tableError(403, "AuthorizationFailure")],
    ["a hub that is not there", tableError(404, "TableNotFound")],
    ["an account that cannot be reached", cutConnection],
    ["a service that fails", tableError(400, "InvalidInput")],
  ];
  for (const [title, ...answers] of failures)
    it(`in messages about ${title}`, async () => {
      for (const connection of [withKey(), withSignature()])
        await withApp(appWith(connection), async (app) => {
          server.answerWith(...answers);
          const byId = { history: undefined, instanceId: "chain" } as never;
          assertClean(await refusalOf(app.launch(byId)), "the refusal");
          for (const more of [[], ["--json"]])
            assertClean(await commandLine(["replay", "chain", "--app", app.root, ...more], app), "the command line");
          assert.ok(server.requests.length > 0, "the service was asked");
        });
    });

  it("in messages about connection strings that are wrong", async () => {
    for (const wrong of [`AccountKey=${key}`, `${key}${signature}`, `AccountName=a;AccountKey=%${values[0]}`])
      await withApp(appWith(wrong), async (app) => {
        assertClean(await commandLine(["replay", "chain", "--app", app.root], app), "the command line");
      });
    await withApp(appWith(withKey()), async (app) => {
      assertClean(await commandLine(["replay", "chain", "--connection", withKey()], app), "the command line");
    });
  });

  it("in a completed replay and in help", () =>
    withApp(appWith(withKey()), async (app) => {
      for (const args of [["--help"], ["replay", "--help"], ["replay", chainHistory, "--app", app.root, "--json"]])
        assertClean(await commandLine(args, app), args.join(" "));
    }));

  it("in a history that is written to a file", async () => {
    const azurite = await startAzurite();
    try {
      const recorded = readRecording("v4-js/archive.json").main;
      await seedHistory(azurite.connection, recorded);
      const store = new TableHistoryStore({ hub: recorded.hub, connection: azurite.connection });
      const { value: main } = await store.readHistory(recorded.instanceId);
      const text = serialiseHistoryFile({ main, related: [], about: {}, redacted: [] });
      assertClean(text, "the file");
      assert.ok(!text.includes(azurite.connection.credential.value.reveal()), "the emulator's key");
      assert.doesNotMatch(text, /[?&]sig=|AccountKey=/);
    } finally {
      await azurite.stop();
    }
  });
});

function processArguments(): string {
  const pids = runningReplayHosts().map(String);
  assert.ok(pids.length > 0, "a child runs");
  return execFileSync("ps", ["-ww", "-o", "args=", "-p", pids.join(",")], { encoding: "utf8" });
}

async function scopesOf(client: DebugClient): Promise<readonly string[]> {
  const { scopes } = (await client.request("scopes", { frameId: 1 })) as { scopes: DebugProtocol.Scope[] };
  return scopes.map(({ name }) => name);
}

import assert from "node:assert/strict";
import fs from "node:fs";
import * as vscode from "vscode";
import { silentLog } from "../../src/base/ports";
import type { LaunchArguments } from "../../src/contributions/launchArguments";
import { Apps } from "../../src/extension/apps/apps";
import { Connections } from "../../src/extension/apps/connections";
import { readApp } from "../../src/extension/apps/readApp";
import { HeadStart } from "../../src/extension/debug/headStart";
import { ConfigurationProvider } from "../../src/extension/debug/configurationProvider";
import { nodeFiles } from "../../src/node/files";
import { Cancelled } from "../../src/extension/progress";
import { RecentInstances } from "../../src/extension/instances/recentInstances";
import type { OrchestrationInstance } from "../../src/history/history";
import type { HistoryStore } from "../../src/history/store";
import { eventually } from "../support/eventually";
import { activateExtension, open, samplePath } from "./support/extension";

const now = Date.parse("2026-11-25T12:00:00Z");

const instances: readonly OrchestrationInstance[] = [
  instance("order-3", "orderOrchestrator", "2026-11-25T11:58:00Z"),
  instance("ship-1", "shipOrder", "2026-11-25T11:57:00Z"),
  instance("order-2", "orderOrchestrator", "2026-11-25T11:00:00Z"),
];

function instance(instanceId: string, name: string, createdAt: string): OrchestrationInstance {
  return { instanceId, name, createdAt, runtimeStatus: "Failed" };
}

const store: HistoryStore = {
  description: "hub SampleOrders in memory",
  readHistory: () => Promise.reject(new Error("Nothing here reads a history.")),
  listInstances: ({ names }) => Promise.resolve(instances.filter(({ name }) => names?.includes(name) ?? true)),
};

/** What was begun to be prepared, in order. */
const prepared: LaunchArguments[] = [];

function makeProvider(openStore = () => Promise.resolve(store)) {
  const connections = new Connections({} as vscode.SecretStorage);
  const noneKept = { pasted: () => Promise.resolve({}) };
  const apps = new Apps(nodeFiles, (root) => readApp(root, nodeFiles, noneKept, silentLog));
  const clock = { now: () => now };
  const recent = new RecentInstances(openStore, clock);
  const log = { ...silentLog, show: () => undefined };
  const headStart = new HeadStart((launch) => {
    prepared.push(launch);
    return Promise.reject(new Error("Nothing here is replayed."));
  });
  const provider = new ConfigurationProvider({ log, clock, apps, connections, recent }, headStart, freshBuild);
  return { apps, headStart, provider };
}

/** What the user chooses when the build is old. */
let freshBuild: { ensure(root: string): Promise<boolean> } = { ensure: () => Promise.resolve(false) };

/** Both steps of the editor, as it takes them with an entry of launch.json or with F5 and none. */
async function resolve(configuration: object, openStore?: () => Promise<HistoryStore>) {
  const { apps, headStart, provider } = makeProvider(openStore);
  const given = provider.resolveDebugConfiguration(undefined, configuration as vscode.DebugConfiguration);
  try {
    return await provider.resolveDebugConfigurationWithSubstitutedVariables(undefined, given);
  } finally {
    headStart.dispose();
    apps.dispose();
  }
}

/** Accepts the first entry of the open picker, again until that is taken. */
async function acceptFirst<T>(picked: Promise<T>): Promise<T> {
  let settled = false;
  const done = picked.finally(() => (settled = true));
  await eventually(
    () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem"),
    () => settled,
  );
  return done;
}

describe("debug configurations in VS Code", () => {
  before(activateExtension);

  it("F5 on the sample's orchestrator, without launch.json, replays the newest instance that is picked", async () => {
    await open(samplePath("src", "functions", "orderOrchestrator.ts"));
    const configuration = await acceptFirst(resolve({}));
    assert.deepEqual(configuration, {
      type: "durable-replay",
      request: "launch",
      name: "Replay (order-3)",
      appRoot: samplePath(),
      instanceId: "order-3",
      timeoutMs: 30_000,
      trace: false,
    });
  });

  it("lists instances of the orchestrator that the entry names", async () => {
    await open(samplePath("src", "functions", "orderOrchestrator.ts"));
    const entry = { type: "durable-replay", request: "launch", name: "mine", orchestrator: "shipOrder" };
    assert.equal((await acceptFirst(resolve(entry)))?.["instanceId"], "ship-1");
  });

  it("F5 on a history file replays that file", async () => {
    const history = samplePath("histories", "failed.durable-history.json");
    await open(history);
    const configuration = await resolve({});
    assert.equal(configuration?.["history"], history);
    assert.equal(configuration["appRoot"], samplePath());
    assert.equal(configuration.name, "Replay (order-1002)");
    assert.ok(!("instanceId" in configuration));
  });

  it("keeps what the entry says", async () => {
    const entry = {
      type: "durable-replay",
      request: "launch",
      name: "mine",
      appRoot: samplePath(),
      instanceId: "order-2",
      stopOn: "entry",
      timeoutMs: 5_000,
      trace: true,
      env: { RATE: "2" },
    };
    assert.deepEqual(await resolve(entry), { ...entry, name: "Replay (order-2)" });
  });

  it("begins to prepare the replay, unless a task that comes first may change the app", async () => {
    const entry = { type: "durable-replay", request: "launch", name: "mine", appRoot: samplePath() };
    prepared.length = 0;
    await resolve({ ...entry, instanceId: "order-1" });
    await resolve({ ...entry, instanceId: "order-2", preLaunchTask: "npm: build" });
    assert.deepEqual(
      prepared.map(({ instanceId }) => instanceId),
      ["order-1"],
    );
  });

  it("prepares anew after a build, and nothing when the user does not go on", async () => {
    const entry = { type: "durable-replay", request: "launch", name: "mine", appRoot: samplePath() };
    prepared.length = 0;
    freshBuild = { ensure: () => Promise.resolve(true) };
    assert.ok(await resolve({ ...entry, instanceId: "order-1" }));
    assert.equal(prepared.length, 2);
    freshBuild = { ensure: () => Promise.reject(new Cancelled()) };
    assert.equal(await resolve({ ...entry, instanceId: "order-1" }), undefined);
    freshBuild = { ensure: () => Promise.resolve(false) };
  });

  it("starts nothing when storage cannot be asked", async () => {
    await open(samplePath("src", "functions", "orderOrchestrator.ts"));
    const failing = () => Promise.reject(new Error("no storage"));
    assert.equal(await resolve({}, failing), undefined);
  });

  it("offers every attribute in launch.json", async () => {
    const file = vscode.Uri.file(samplePath("..", "..", "test", "output", "launch", ".vscode", "launch.json"));
    const text = '{"version":"0.2.0","configurations":[{"type":"durable-replay","request":"launch","name":"x",}]}';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const document = (await open(file.fsPath)).document;
    const position = document.positionAt(text.indexOf("}]}"));
    const list = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", file, position),
      ({ items }) => items.some(({ label }) => label === "stopOn"),
    );
    const labels = new Set(list.items.map(({ label }) => label));
    for (const name of ["instanceId", "history", "hub", "connection", "outFiles", "timeoutMs", "trace"])
      assert.ok(labels.has(name), name);
    fs.rmSync(file.fsPath);
  });
});

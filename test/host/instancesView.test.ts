import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { silentLog } from "../../src/base/ports";
import { Apps } from "../../src/extension/apps/apps";
import { Connections } from "../../src/extension/apps/connections";
import { readApp } from "../../src/extension/apps/readApp";
import { RecentInstances } from "../../src/extension/instances/recentInstances";
import { findSources, otherHubs } from "../../src/extension/instancesView/findSources";
import { InstancesTree } from "../../src/extension/instancesView/instancesTree";
import type { InstanceNode } from "../../src/extension/instancesView/nodes";
import { treeItemOf } from "../../src/extension/instancesView/treeItems";
import { ViewMemory } from "../../src/extension/instancesView/viewMemory";
import { SampleFolder } from "../../src/extension/sample/sampleFolder";
import type { Services } from "../../src/extension/services";
import type { StoredHistory } from "../../src/history/rows";
import { nodeFiles } from "../../src/node/files";
import type { Azurite } from "../support/azurite";
import { seedHistory, startAzurite } from "../support/azurite";
import { activateExtension, root, samplePath } from "./support/extension";
import { secretsInMemory } from "./support/secrets";

/** The window's folder: test/fixtures/apps/v4-js, whose hub is OrdersV4. */
const recordings = path.join(root, "test", "fixtures", "histories");
const app = path.join(root, "test", "fixtures", "apps", "v4-js");

function recorded(count: number, hub: string): readonly StoredHistory[] {
  const index = JSON.parse(fs.readFileSync(path.join(recordings, "index.json"), "utf8")) as {
    file: string;
    app: string;
    kind: string;
  }[];
  const byId = new Map<string, StoredHistory>();
  for (const { file } of index.filter((entry) => entry.app === "v4-js" && entry.kind !== "entity")) {
    const stored = JSON.parse(fs.readFileSync(path.join(recordings, file), "utf8")) as StoredHistory;
    if (stored.instance && byId.size < count) byId.set(stored.instanceId, { ...stored, hub });
  }
  return [...byId.values()];
}

const statusOf = ({ instance }: StoredHistory) => String(instance?.["RuntimeStatus"]?.[1]);

describe("the Instances view in VS Code", () => {
  let azurite: Azurite;
  let tree: InstancesTree;
  let services: Services;
  let apps: Apps;
  const connections = new Connections(secretsInMemory());
  const memory = new ViewMemory(mementoInMemory());
  const sample = new SampleFolder(samplePath(), path.join(root, "test", "output", "host-sample"));
  let now = Date.now();

  before(async () => {
    process.chdir(root);
    await activateExtension();
    azurite = await startAzurite();
    apps = new Apps(nodeFiles, (folder) =>
      readApp(
        folder,
        nodeFiles,
        { pasted: () => Promise.resolve({ AzureWebJobsStorage: azurite.connectionString }) },
        silentLog,
      ),
    );
    const clock = { now: () => now };
    const recent = new RecentInstances(() => Promise.reject(new Error("Nothing here asks for recent ones.")), clock);
    services = { log: { ...silentLog, show: () => undefined }, clock, apps, connections, recent };
  });

  beforeEach(() => {
    tree = new InstancesTree({
      clock: services.clock,
      log: silentLog,
      find: () => findSources({ services, sample, memory }),
      otherHubs: (folder, signal) => otherHubs(folder, services, signal),
    });
  });

  after(async () => {
    apps.dispose();
    await azurite.stop();
  });

  const items = async (node?: InstanceNode) =>
    (await tree.children(node)).map((child) => {
      const { label, description } = treeItemOf(child, now);
      assert.ok(typeof label === "string");
      return typeof description === "string" ? `${label} | ${description}` : label;
    });

  /** The topmost rows once all that were begun have answered. */
  async function roots(): Promise<readonly InstanceNode[]> {
    await tree.children(undefined);
    await tree.refresh();
    return tree.children(undefined);
  }

  it("says that the project's hub has nothing yet, and shows the other hub on the same storage", async () => {
    await seedHistory(azurite.connection, ...recorded(3, "OrderHub"));
    const [own] = await roots();
    assert.deepEqual(await items(own), ["No instances in OrdersV4 (from host.json). Start one, and it appears here."]);
    await roots();
    const [first = "", second = ""] = await items();
    assert.equal(first, "OrdersV4 | this project");
    assert.match(second, /^OrderHub \| Azurite \(127\.0\.0\.1:\d+\) · /);
  });

  it("shows the hub without a click, by status with counts, and what comes later after a refresh", async () => {
    const histories = recorded(12, "OrdersV4");
    await seedHistory(azurite.connection, ...histories.slice(0, 9));
    const [own] = await roots();
    assert.ok(own);
    const counts = (list: readonly StoredHistory[]) =>
      [...new Set(list.map(statusOf))]
        .map((status) => `${status} | ${String(list.filter((stored) => statusOf(stored) === status).length)}`)
        .sort();
    assert.deepEqual([...(await items(own))].sort(), counts(histories.slice(0, 9)));
    const item = treeItemOf(own, now);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.match(String(item.description), /^this project · \d+ \w+/);
    await seedHistory(azurite.connection, ...histories.slice(9));
    now += 60_000;
    await tree.lookAgain();
    assert.deepEqual([...(await items(own))].sort(), counts(histories));
  });

  it("lists each instance with its orchestrator, to be debugged, and its history to be saved", async () => {
    const [own] = await roots();
    const [group] = await tree.children(own);
    const [row] = await tree.children(group);
    assert.ok(row?.kind === "instance");
    const item = treeItemOf(row, now);
    assert.equal(item.contextValue, "instance");
    assert.equal(item.label, row.listed.instance.instanceId);
    assert.match(String(item.accessibilityInformation?.label), new RegExp(row.listed.instance.runtimeStatus));
    assert.equal(row.loaded.source.root, app);
    const stored = await row.loaded.source.readHistory(row.listed, new AbortController().signal);
    const [original] = recorded(12, "OrdersV4").filter(({ instanceId }) => instanceId === item.label);
    assert.equal(stored.value.history.length, original?.history.length);
  });

  it("shows a connection that was added, its hubs, and forgets it", async () => {
    const { Secret } = await import("../../src/base/secret");
    const { parseConnectionString } = await import("../../src/storage/connection");
    assert.ok(parseConnectionString(new Secret(azurite.connectionString), "x").isAzurite);
    const folder = new Apps(nodeFiles, (place) => readApp(place, nodeFiles, connections, silentLog));
    await connections.keep(app, "Other", new Secret(azurite.connectionString));
    const needs = { services: { ...services, apps: folder }, sample, memory };
    const { connections: found } = await findSources(needs);
    const [other] = found;
    assert.deepEqual([other?.label, other?.isLocal], ["Other", true]);
    const hubs = await other?.hubs(new AbortController().signal);
    assert.deepEqual(
      hubs?.map(({ label }) => label),
      ["OrderHub", "OrdersV4"],
    );
    assert.deepEqual(hubs[0]?.launch, { hub: "OrderHub", connection: "Other" });
    await other?.remove?.();
    folder.forgetAll();
    assert.deepEqual((await findSources(needs)).connections, []);
    folder.dispose();
  });

  it("shows history files that were opened, one that cannot be read as well, until they are removed", async () => {
    const failed = samplePath("histories", "failed.durable-history.json");
    const broken = path.join(root, "test", "output", "broken.durable-history.json");
    fs.writeFileSync(broken, "{");
    await memory.addHistoryFiles([failed, broken]);
    const rows = await roots();
    const files = rows.find((row) => row.kind === "source" && row.loaded.source.kind === "files");
    assert.ok(files?.kind === "source");
    assert.deepEqual(await items(files), ["Failed | 1", "Unknown | 1"]);
    const [group, unknown] = await tree.children(files);
    assert.match((await items(group)).join(), /^order-1002 \| .*orderOrchestrator · failed$/);
    assert.match((await items(unknown)).join(), /broken\.durable-history\.json/);
    await files.loaded.source.remove?.();
    assert.ok(!(await items()).some((text) => text.startsWith("History files")));
    fs.rmSync(broken);
  });
});

function mementoInMemory(): Pick<vscode.Memento, "get" | "update"> {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, fallback?: T) => (values.get(key) as T | undefined) ?? (fallback as T),
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

import assert from "node:assert/strict";
import { ToolkitError } from "../../../../src/base/errors";
import { silentLog } from "../../../../src/base/ports";
import type { ConnectionHubs } from "../../../../src/extension/instancesView/connectionHubs";
import { InstancesTree } from "../../../../src/extension/instancesView/instancesTree";
import { rowsAtOnce } from "../../../../src/extension/instancesView/loadedSource";
import { errorText, instanceText, sourceText } from "../../../../src/extension/instancesView/nodeTexts";
import { idOf } from "../../../../src/extension/instancesView/nodes";
import type { InstanceNode } from "../../../../src/extension/instancesView/nodes";
import type { InstanceSource } from "../../../../src/extension/instancesView/source";
import { hubOf, listed, pagesOf } from "../../../support/listedInstances";

const stopped = new ToolkitError("storage-unreachable", "Azurite isn't running (127.0.0.1:10002). Start Azurite.");

interface World {
  sources: InstanceSource[];
  connections: ConnectionHubs[];
  others: InstanceSource[];
  now: number;
}

function makeTree(given: Partial<World>) {
  const world: World = { sources: [], connections: [], others: [], now: 1_000_000, ...given };
  const tree = new InstancesTree({
    clock: { now: () => world.now },
    log: silentLog,
    find: () => Promise.resolve(world),
    otherHubs: () => Promise.resolve(world.others),
  });
  const drawn: (InstanceNode | undefined)[] = [];
  tree.onDidChange((node) => drawn.push(node));
  const words = async (node?: InstanceNode) => (await tree.children(node)).map(labelOf);
  /** The topmost rows once everything that was begun has ended. */
  const settled = async () => {
    await tree.children(undefined);
    await tree.refresh();
    return tree.children(undefined);
  };
  return { world, tree, drawn, words, settled };
}

function labelOf(node: InstanceNode): string {
  switch (node.kind) {
    case "connection":
      return node.connection.label;
    case "source":
      return `${sourceText(node.loaded).label} · ${sourceText(node.loaded).description ?? ""}`;
    case "group":
      return `${node.group.status} ${String(node.group.instances.length)}`;
    case "instance":
      return node.listed.instance.instanceId;
    case "more":
      return `more ${String(node.left ?? "")}`.trim();
    case "error":
      return errorText(node.error).label;
    case "note":
      return node.text;
  }
}

const three = [listed("a", "Failed"), listed("b", "Completed"), listed("c", "Completed")];

describe("the Instances tree", () => {
  it("reads a hub on this machine unasked, and says what is in it", async () => {
    const { tree, words, settled } = makeTree({ sources: [hubOf(pagesOf(three.slice(0, 1), three.slice(1)))] });
    assert.deepEqual(await words(), ["TestHubName · this project · connecting…"]);
    const [hub] = await settled();
    assert.deepEqual(await words(), ["TestHubName · this project · 1 failed, 2 completed"]);
    assert.deepEqual(await words(hub), ["Failed 1", "Completed 2"]);
    const [, completed] = await tree.children(hub);
    assert.deepEqual(await words(completed), ["b", "c"]);
  });

  it("asks Azure only once its row is opened", async () => {
    let asked = 0;
    const source = hubOf(
      () => {
        asked++;
        return pagesOf(three)(new AbortController().signal);
      },
      { isLocal: false, isOpen: false },
    );
    const { tree, words, world } = makeTree({ sources: [source] });
    assert.deepEqual(await words(), ["TestHubName · this project · click to connect"]);
    await tree.refresh();
    world.now += 60_000;
    await tree.lookAgain();
    assert.equal(asked, 0);
    const [hub] = await tree.children(undefined);
    await tree.children(hub);
    await tree.refresh();
    assert.equal(asked, 1);
    assert.deepEqual(await words(hub), ["Failed 1", "Completed 2"]);
    world.now += 60_000;
    await tree.lookAgain();
    assert.equal(asked, 1, "and again only when the user says so");
  });

  it("looks again at a hub on this machine after five seconds, and draws only what changed", async () => {
    const list = [...three];
    const { tree, drawn, world, settled, words } = makeTree({
      sources: [hubOf((signal) => pagesOf([...list])(signal))],
    });
    const [hub] = await settled();
    drawn.length = 0;
    world.now += 4_999;
    list.push(listed("d", "Running"));
    await tree.lookAgain();
    assert.deepEqual(await words(hub), ["Failed 1", "Completed 2"], "too early");
    world.now += 1;
    await tree.lookAgain();
    assert.deepEqual(await words(hub), ["Failed 1", "Running 1", "Completed 2"]);
    assert.deepEqual(drawn, [hub]);
    world.now += 5_000;
    await tree.lookAgain();
    assert.deepEqual(drawn, [hub], "nothing changed");
  });

  it("looks again at a hub elsewhere as often as the setting says, once that was opened", async () => {
    let asked = 0;
    const source = hubOf(
      (signal) => {
        asked++;
        return pagesOf(three)(signal);
      },
      { isLocal: false, isOpen: false },
    );
    const { tree, world } = makeTree({ sources: [source] });
    const [hub] = await tree.children(undefined);
    world.now += 60_000;
    await tree.lookAgain(30);
    assert.equal(asked, 0, "not before a click");
    await tree.children(hub);
    await tree.refresh();
    world.now += 29_999;
    await tree.lookAgain(30);
    assert.equal(asked, 1, "too early");
    world.now += 1;
    await tree.lookAgain(30);
    assert.equal(asked, 2);
  });

  it("shows one row for what is wrong, and finds Azurite once it runs", async () => {
    let isUp = false;
    const { tree, world, settled, words } = makeTree({
      sources: [
        hubOf((signal) => {
          if (!isUp) throw stopped;
          return pagesOf(three)(signal);
        }),
      ],
    });
    const [hub] = await settled();
    assert.deepEqual(await words(hub), ["Azurite isn't running (127.0.0.1:10002)"]);
    isUp = true;
    world.now += 5_000;
    await tree.lookAgain();
    assert.deepEqual(await words(hub), ["Failed 1", "Completed 2"]);
  });

  it("says that a hub is empty, and shows the other hubs beside it", async () => {
    const other = hubOf(pagesOf(three), {
      label: "OrderHub",
      where: "Azurite (127.0.0.1:10002)",
      launch: { hub: "OrderHub" },
    });
    const { words, settled } = makeTree({ sources: [hubOf(pagesOf())], others: [other] });
    const [hub] = await settled();
    assert.deepEqual(await words(hub), ["No instances in TestHubName (from host.json)."]);
    await settled();
    assert.deepEqual(await words(), [
      "TestHubName · this project",
      "OrderHub · Azurite (127.0.0.1:10002) · 1 failed, 2 completed",
    ]);
  });

  it("shows fifty of a group, and fifty more when asked", async () => {
    const many = Array.from({ length: 120 }, (_, index) => listed(`i-${String(index).padStart(3, "0")}`, "Completed"));
    const { tree, settled } = makeTree({ sources: [hubOf(pagesOf(many))] });
    const [hub] = await settled();
    const [group] = await tree.children(hub);
    const rows = await tree.children(group);
    const more = rows.at(-1);
    assert.ok(more?.kind === "more");
    assert.deepEqual([rows.length, more.left], [51, 70]);
    await tree.loadMore(more);
    const [again] = await tree.children(hub);
    const next = await tree.children(again);
    assert.deepEqual([next.length, next.at(-1)?.kind], [101, "more"]);
    assert.equal(new Set(next.map(idOf)).size, next.length, "each row is told apart");
  });

  it("reads a part of a hub that is very large, and the next part when asked", async () => {
    const page = (from: number) =>
      Array.from({ length: 1_000 }, (_, index) => listed(`i-${String(from + index)}`, "Completed"));
    const pages = Array.from({ length: rowsAtOnce / 1_000 + 1 }, (_, index) => page(index * 1_000));
    const { tree, settled, words } = makeTree({ sources: [hubOf(pagesOf(...pages))] });
    const [hub] = await settled();
    assert.deepEqual(await words(), ["TestHubName · this project · 20,000 completed, and more"]);
    const more = (await tree.children(hub)).at(-1);
    assert.ok(more?.kind === "more");
    await tree.loadMore(more);
    assert.deepEqual(await words(), ["TestHubName · this project · 21,000 completed"]);
  });

  it("stops when told to, and keeps what has come", async () => {
    const { tree, settled, words } = makeTree({
      sources: [
        hubOf(async function* (signal) {
          yield three;
          await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
        }),
      ],
    });
    await tree.children(undefined);
    const rows = settled();
    await Promise.resolve();
    tree.stop();
    const [hub] = await rows;
    assert.deepEqual(await words(hub), ["Failed 1", "Completed 2", "more"]);
  });

  it("puts sub-orchestrations below their parent", async () => {
    const child = listed("ship-1", "Completed", { parentInstanceId: "a" });
    const { tree, settled, words } = makeTree({ sources: [hubOf(pagesOf([...three, child]))] });
    const [hub] = await settled();
    const [failed] = await tree.children(hub);
    const [parent] = await tree.children(failed);
    assert.deepEqual(await words(parent), ["ship-1"]);
  });

  it("lists the hubs of another connection, or why not", async () => {
    const connection = (hubs: ConnectionHubs["hubs"]): ConnectionHubs => ({
      id: "connection:x",
      label: "x",
      where: "storage account x",
      isLocal: false,
      hubs,
    });
    const good = makeTree({
      connections: [connection(() => Promise.resolve([hubOf(pagesOf(three), { isLocal: false })]))],
    });
    const [row] = await good.tree.children(undefined);
    assert.deepEqual(await good.words(row), ["TestHubName · this project · click to connect"]);
    const bad = makeTree({ connections: [connection(() => Promise.reject(stopped))] });
    assert.deepEqual(await bad.words((await bad.tree.children(undefined))[0]), [
      "Azurite isn't running (127.0.0.1:10002)",
    ]);
    const none = makeTree({ connections: [connection(() => Promise.resolve([]))] });
    assert.match((await none.words((await none.tree.children(undefined))[0])).join(), /^No task hub/);
  });
});

describe("texts of rows", () => {
  it("tell an instance's orchestrator and age, and the rest on hover", async () => {
    const instance = listed("order-7f3", "Failed", {
      createdAt: "2026-11-25T11:00:00Z",
      completedAt: "2026-11-25T11:58:00Z",
      customStatus: '"charging"',
    });
    const { tree, settled } = makeTree({ sources: [hubOf(pagesOf([instance]))] });
    const [hub] = await settled();
    const [group] = await tree.children(hub);
    const [row] = await tree.children(group);
    assert.ok(row?.kind === "instance");
    const text = instanceText(row, Date.parse("2026-11-25T12:00:00Z"));
    assert.deepEqual([text.label, text.description], ["order-7f3", "2 min ago · orderOrchestrator"]);
    assert.match(text.tooltip ?? "", /Failed[^]*Ended: 2026-11-25T11:58:00Z[^]*Custom status: "charging"/);
  });

  it("put the first sentence of an error first", () => {
    assert.deepEqual(errorText(stopped), {
      label: "Azurite isn't running (127.0.0.1:10002)",
      description: "Start Azurite.",
      tooltip: stopped.message,
    });
    assert.equal(errorText(new Error("no")).label, "no");
  });
});

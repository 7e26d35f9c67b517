import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ToolkitError } from "../../../src/base/errors";
import type { HistoryRow, StoredHistory } from "../../../src/history/rows";
import { blobReferences, containerOf } from "../../../src/storage/blobs";
import { listHubs } from "../../../src/storage/hubs";
import { TableHistoryStore } from "../../../src/storage/tableHistoryStore";
import { seedHistory, startAzurite, type Azurite } from "../../support/azurite";

const histories = join(process.cwd(), "test/fixtures/histories");
interface IndexEntry {
  readonly file: string;
  readonly app: string;
  readonly kind: string;
  readonly orchestrator: string;
}
const index = JSON.parse(readFileSync(join(histories, "index.json"), "utf8")) as readonly IndexEntry[];
const entries = index.filter(({ app }) => app === "v4-js");
const read = (file: string) => JSON.parse(readFileSync(join(histories, file), "utf8")) as StoredHistory;

/** Recordings of one instance at different times go to hubs of their own. */
const later = new Map<string, string>();
const taken = new Set<string>();
for (const { file } of entries) {
  const { hub, instanceId } = read(file);
  let free = hub;
  while (taken.has(`${free} ${instanceId}`)) free += "Later";
  taken.add(`${free} ${instanceId}`);
  later.set(file, free);
}
const recording = (file: string): StoredHistory => ({ ...read(file), hub: later.get(file) ?? "" });

/** Rows as the service cannot change them: all but its own time of writing. */
function comparable(row: HistoryRow | undefined): unknown {
  if (!row) return undefined;
  const { Timestamp, ...columns } = row;
  assert.equal(Timestamp?.[0], "Edm.DateTime");
  return columns;
}

describe("table history store on Azurite", function () {
  this.timeout(120_000);
  let azurite: Azurite;

  before(async () => {
    azurite = await startAzurite();
    await seedHistory(azurite.connection, ...entries.map(({ file }) => recording(file)));
  });
  after(() => azurite.stop());

  for (const { file } of entries) {
    it(`reads ${file} as it was recorded`, async () => {
      const stored = recording(file);
      const store = new TableHistoryStore({ hub: stored.hub, connection: azurite.connection });
      const { value, problems } = await store.readHistory(stored.instanceId);
      assert.deepEqual(problems, []);
      assert.deepEqual(value.history.map(comparable), stored.history.map(comparable));
      assert.deepEqual(comparable(value.instance), comparable(stored.instance));
      const names = blobReferences(stored.hub, stored.history, stored.instance).map(({ name }) => name);
      const expected = names.map((name) => `${containerOf(stored.hub)}/${name}`);
      assert.deepEqual(Object.keys(value.blobs).sort(), expected.sort());
      for (const key of expected) assert.equal(value.blobs[key], stored.blobs[key]);
    });
  }

  it("has recordings with blobs in columns and behind URLs among them", () => {
    const stored = recording("v4-js/archive.json");
    const places = blobReferences(stored.hub, stored.history, stored.instance).map(({ place }) => place);
    assert.deepEqual(places, [
      "History row 0000000000000001, column InputBlobName",
      "History row 0000000000000005, column ResultBlobName",
      "History row 0000000000000009, column ResultBlobName",
      "History row 000000000000000E, column ResultBlobName",
    ]);
    assert.equal(blobReferences(stored.hub, [], stored.instance).length, 2);
  });

  it("reports a missing blob with its row and column", async () => {
    const { hub, ...stored } = recording("v4-js/archive.json");
    const first = Object.keys(stored.blobs).find((name) => name.includes("TaskCompleted-28788230"));
    const blobs = Object.fromEntries(Object.entries(stored.blobs).filter(([name]) => name !== first));
    await seedHistory(azurite.connection, { ...stored, hub: `${hub}Lost`, blobs });
    const store = new TableHistoryStore({ hub: `${hub}Lost`, connection: azurite.connection });
    const { problems } = await store.readHistory(stored.instanceId);
    assert.deepEqual(
      problems.map(({ code, place }) => `${code} ${place}`),
      ["blob-missing History row 0000000000000005, column ResultBlobName"],
    );
  });

  it("lists instances newest first, by name and up to a limit", async () => {
    const hub = recording("v4-js/chain.json").hub;
    const store = new TableHistoryStore({ hub, connection: azurite.connection });
    const all = await store.listInstances({});
    const expected = entries
      .map(({ file, kind }) => ({ stored: recording(file), kind }))
      .filter(({ stored, kind }) => stored.hub === hub && kind === "orchestration" && stored.instance)
      .map(({ stored }) => ({ id: stored.instanceId, at: String(stored.instance?.["CreatedTime"]?.[1]) }))
      .sort((one, other) => (one.at < other.at ? 1 : -1));
    assert.deepEqual(
      all.map(({ instanceId }) => instanceId),
      expected.map(({ id }) => id),
    );
    const chains = await store.listInstances({ names: ["chain", "it's"] });
    assert.ok(chains.length > 0 && chains.every(({ name }) => name === "chain"));
    assert.deepEqual(await store.listInstances({ limit: 2 }), all.slice(0, 2));
    assert.deepEqual(await store.listInstances({ names: [] }), []);
  });

  it("pages through more instances than one answer holds", async () => {
    const { instance, instanceId } = recording("v4-js/chain.json");
    assert.ok(instance);
    const count = 1203;
    const many = Array.from({ length: count }, (_, number): StoredHistory => {
      const key = `订单 ${String(number).padStart(5, "0")}`;
      return {
        hub: "Many",
        instanceId,
        instance: { ...instance, PartitionKey: ["Edm.String", key] },
        history: [],
        blobs: {},
      };
    });
    await seedHistory(azurite.connection, ...many);
    const store = new TableHistoryStore({ hub: "Many", connection: azurite.connection });
    const ids = new Set((await store.listInstances({})).map(({ instanceId: id }) => id));
    assert.equal(ids.size, count);
  });

  it("stops when it is cancelled", async () => {
    const store = new TableHistoryStore({ hub: "Many", connection: azurite.connection });
    const reason = new Error("enough");
    const controller = new AbortController();
    const listing = store.listInstances({}, controller.signal);
    controller.abort(reason);
    await assert.rejects(listing, reason);
  });

  it("names an instance that is not there, and the hub it looked in", async () => {
    const store = new TableHistoryStore({ hub: recording("v4-js/chain.json").hub, connection: azurite.connection });
    await assert.rejects(store.readHistory("Chain"), (error) => {
      assert.ok(error instanceof ToolkitError);
      assert.equal(error.code, "instance-not-found");
      assert.match(error.message, /"Chain" in hub RecV4JsCases on Azurite \(127\.0\.0\.1:\d+\)/);
      return true;
    });
  });

  it("names the other hubs when the hub is not there", async () => {
    const hubs = await listHubs(azurite.connection);
    assert.ok(hubs.includes("RecV4JsCases") && hubs.includes("RecV4JsIds"));
    const store = new TableHistoryStore({ hub: "OrderHub", connection: azurite.connection });
    for (const attempt of [store.listInstances({}), store.readHistory("chain")]) {
      await assert.rejects(attempt, (error) => {
        assert.ok(error instanceof ToolkitError);
        assert.equal(error.code, "hub-not-found");
        assert.match(error.message, /No task hub OrderHub in Azurite .* Other hubs there: .*RecV4JsCases/);
        return true;
      });
    }
  });

  it("reads a tracking store: rows by prefix, blobs by hub", async () => {
    const stored = recording("v4-js/archive.json");
    const { connection } = azurite;
    const { writeHistories } = await import("../../../src/storage/writeHistory");
    const location = { hub: "Tracked", connection, trackingStore: { connection, prefix: "DurableTask" } };
    const instance = stored.instance ?? {};
    await writeHistories(location, [{ ...stored, hub: "Tracked", instance }]);
    const { value } = await new TableHistoryStore(location).readHistory("archive");
    assert.equal(value.history.length, stored.history.length);
    assert.ok(Object.keys(value.blobs).every((key) => key.startsWith("tracked-largemessages/archive/")));
    assert.ok((await listHubs(connection)).includes("DurableTask"));
  });
});

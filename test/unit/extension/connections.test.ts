import assert from "node:assert/strict";
import type { SecretStorage } from "vscode";
import { Secret } from "../../../src/base/secret";
import { Connections } from "../../../src/extension/apps/connections";

function inMemory(): Omit<SecretStorage, "onDidChange"> {
  const values = new Map<string, string>();
  return {
    keys: () => Promise.resolve([...values.keys()]),
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => Promise.resolve(void values.set(key, value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
  };
}

describe("pasted connection strings", () => {
  it("are kept per app and setting", async () => {
    const connections = new Connections(inMemory());
    await connections.keep("/apps/orders", "AzureWebJobsStorage", new Secret("orders"));
    await connections.keep("/apps/orders", "Archive", new Secret("archive"));
    await connections.keep("/apps/orders:2", "AzureWebJobsStorage", new Secret("other"));
    assert.deepEqual(await connections.pasted("/apps/orders"), { AzureWebJobsStorage: "orders", Archive: "archive" });
    assert.deepEqual(await connections.names("/apps/orders:2"), ["AzureWebJobsStorage"]);
    assert.deepEqual(await connections.pasted("/apps"), {});
  });

  it("are gone once forgotten", async () => {
    const connections = new Connections(inMemory());
    await connections.keep("/apps/orders", "AzureWebJobsStorage", new Secret("orders"));
    await connections.forget("/apps/orders", "AzureWebJobsStorage");
    assert.deepEqual(await connections.names("/apps/orders"), []);
  });
});

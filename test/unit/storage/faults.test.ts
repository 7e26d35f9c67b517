import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ToolkitError } from "../../../src/base/errors";
import { Secret } from "../../../src/base/secret";
import { parseConnectionString, type StorageConnection } from "../../../src/storage/connection";
import { TableHistoryStore } from "../../../src/storage/tableHistoryStore";
import {
  cutAnswer,
  cutConnection,
  silence,
  startFaultServer,
  tableError,
  tableRows,
  type Answer,
  type FaultServer,
} from "../../support/faultServer";

const key = "UGxhbnRlZEFjY291bnRLZXk=";
const signature = "sv=2024&sig=UGxhbnRlZFNpZ25hdHVyZQ%3D%3D";
const retries = { attempts: 3, delayMs: 1, timeoutMs: 20_000 };

describe("storage that misbehaves", () => {
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
  });
  after(() => server.stop());

  /** An account in Azure, as far as texts go. */
  function account(credential = `AccountKey=${key}`): StorageConnection {
    const endpoints = `TableEndpoint=${server.origin};BlobEndpoint=${server.origin}/blobs`;
    const text = `AccountName=contoso;${credential};${endpoints}`;
    return { ...parseConnectionString(new Secret(text), "OrdersStorage"), isAzurite: false };
  }

  const store = (connection = account(), options = retries) =>
    new TableHistoryStore({ hub: "Orders", connection }, options);

  async function failure(attempt: Promise<unknown>): Promise<ToolkitError> {
    const error: unknown = await attempt.then(
      () => assert.fail("it succeeded"),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ToolkitError, inspect(error));
    const printed = inspect(error, { depth: 20, showHidden: true }) + (error.stack ?? "") + JSON.stringify(error);
    for (const secret of [key, "UGxhbnRlZFNpZ25hdHVyZQ", "SharedKey"]) assert.ok(!printed.includes(secret), printed);
    return error;
  }

  const cases: readonly [title: string, answer: Answer, requests: number, code: string, text: RegExp][] = [
    [
      "a wrong key",
      tableError(403, "AuthenticationFailed"),
      1,
      "storage-refused",
      /account contoso does not accept the key in OrdersStorage \(403 AuthenticationFailed\)/,
    ],
    [
      "a missing role",
      tableError(403, "AuthorizationPermissionMismatch"),
      1,
      "storage-refused",
      /Storage Table Data Reader/,
    ],
    ["a firewall", tableError(403, "AuthorizationFailure"), 1, "storage-refused", /firewall must let this machine in/],
    [
      "429",
      tableError(429, "TooManyRequests"),
      3,
      "storage-throttled",
      /busy \(429 TooManyRequests\) and stayed so over several tries/,
    ],
    ["503", tableError(503, "ServerBusy"), 3, "storage-throttled", /503 ServerBusy/],
    ["500", tableError(500, "InternalError"), 3, "storage-failed", /failed with 500 InternalError over several tries/],
    ["408", tableError(408, "RequestTimeout"), 3, "storage-failed", /408 RequestTimeout/],
    [
      "400",
      tableError(400, "InvalidInput"),
      1,
      "storage-failed",
      /400 InvalidInput\. Check that the connection in OrdersStorage/,
    ],
    ["409", tableError(409, "Conflict"), 1, "storage-failed", /409 Conflict/],
    ["412", tableError(412, "UpdateConditionNotSatisfied"), 1, "storage-failed", /412/],
    ["a cut connection", cutConnection, 3, "storage-unreachable", /No connection to 127\.0\.0\.1:\d+ \(ECONNRESET\)/],
    ["an answer that breaks off", cutAnswer, 3, "storage-unreachable", /No connection to 127/],
    ["no answer", silence, 3, "storage-unreachable", /did not answer in time/],
  ];
  for (const [title, answer, requests, code, text] of cases) {
    it(`is explained: ${title}`, async () => {
      server.answerWith(answer);
      const options = answer === silence ? { ...retries, timeoutMs: 300 } : retries;
      const error = await failure(store(account(), options).listInstances({}));
      assert.equal(error.code, code);
      assert.match(error.message, text);
      assert.equal(server.requests.length, requests);
    });
  }

  it("is tried again until it recovers", async () => {
    const row = {
      PartitionKey: "one",
      RowKey: "",
      Timestamp: "2026-01-01T00:00:00Z",
      Name: "order",
      RuntimeStatus: "Completed",
    };
    server.answerWith(tableError(503, "ServerBusy", { "retry-after": "0" }), cutConnection, tableRows(row));
    const instances = await store().listInstances({});
    assert.deepEqual(
      instances.map(({ instanceId, name }) => [instanceId, name]),
      [["one", "order"]],
    );
  });

  it("without the table names the hubs that are there", async () => {
    const missing = tableError(404, "TableNotFound");
    server.answerWith(
      missing,
      tableRows({ TableName: "OtherHistory" }, { TableName: "OtherInstances" }, { TableName: "LoneHistory" }),
    );
    const error = await failure(store().listInstances({}));
    assert.equal(error.code, "hub-not-found");
    assert.match(error.message, /No task hub Orders in storage account contoso\. Other hubs there: Other\./);
    server.answerWith(missing, tableRows());
    assert.match((await failure(store().listInstances({}))).message, /There is no task hub at all/);
  });

  it("does not hand on texts of the service, which may quote signatures", async () => {
    server.answerWith((response) => {
      response.writeHead(403, { "content-type": "application/json" });
      const value = `The MAC signature '${key}' is not the same as any computed signature. SharedKey contoso:abc`;
      response.end(JSON.stringify({ "odata.error": { code: "AuthenticationFailed", message: { value } } }));
    });
    await failure(store().listInstances({}));
  });

  it("keeps shared access signatures out of errors, for tables and blobs", async () => {
    const connection = account(`SharedAccessSignature=${signature}`);
    server.answerWith(tableError(403, "AuthorizationPermissionMismatch"));
    await failure(store(connection).listInstances({}));
    const rows = tableRows({
      PartitionKey: "x",
      RowKey: "0000000000000000",
      Timestamp: "2026-01-01T00:00:00Z",
      InputBlobName: "x/in.json.gz",
    });
    const refused: Answer = (response) => {
      response.writeHead(403, { "x-ms-error-code": "AuthorizationFailure" });
      response.end();
    };
    server.answerWith(rows, rows, refused);
    const error = await failure(store(connection).readHistory("x"));
    assert.equal(error.code, "storage-refused");
    assert.ok(
      server.requests.some((line) => line.includes("/blobs/orders-largemessages/x/in.json.gz?sv=")),
      server.requests.join(),
    );
  });

  it("is given up at once when the user cancels", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    server.answerWith(() => controller.abort(reason));
    const slow = store();
    await assert.rejects(slow.listInstances({}, controller.signal), reason);
  });

  it("that does not run is Azurite to start, or an account to check", async () => {
    const gone = await startFaultServer();
    await gone.stop();
    const text = `AccountName=devstoreaccount1;AccountKey=${key};TableEndpoint=${gone.origin};BlobEndpoint=${gone.origin}`;
    const connection = parseConnectionString(new Secret(text), "AzureWebJobsStorage");
    const error = await failure(store(connection).listInstances({}));
    assert.equal(error.code, "storage-unreachable");
    assert.match(
      error.message,
      /^Azurite isn't running \(127\.0\.0\.1:\d+\)\. Instances stored on disk appear once it starts\./,
    );
    const azure = await failure(store({ ...connection, isAzurite: false }).listInstances({}));
    assert.match(azure.message, /\(ECONNREFUSED\)\. Check the network, the account name in AzureWebJobsStorage/);
  });

  it("has no such host", async () => {
    const connection = { ...account(), tableEndpoint: "https://contoso.table.invalid" };
    const error = await failure(store(connection).listInstances({}));
    assert.equal(error.code, "storage-unreachable");
    assert.match(error.message, /No connection to contoso\.table\.invalid \((ENOTFOUND|EAI_AGAIN)\)/);
  });
});

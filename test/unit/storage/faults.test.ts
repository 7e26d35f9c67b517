import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ToolkitError } from "../../../src/base/errors";
import { Secret } from "../../../src/base/secret";
import { decodeHistory } from "../../../src/history/decodeHistory";
import { parseConnectionString, type StorageConnection } from "../../../src/storage/connection";
import { inflateGzip } from "../../../src/storage/inflate";
import { TableHistoryStore } from "../../../src/storage/tableHistoryStore";
import {
  cutAnswer,
  cutConnection,
  silence,
  stalledAnswer,
  startFaultServer,
  tableError,
  tablePage,
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

  const instanceRow = (id: string) => ({
    PartitionKey: id,
    RowKey: "",
    Timestamp: "2026-01-01T00:00:00Z",
    Name: "order",
    RuntimeStatus: "Running",
  });
  const idsOf = (rows: readonly { instanceId: string }[]) => rows.map(({ instanceId }) => instanceId).sort();

  it("cuts pages: each is asked for again by itself, and none is lost or doubled", async () => {
    for (const fault of [cutConnection, cutAnswer, tableError(500, "OperationTimedOut"), tableError(429, "Busy")]) {
      server.answerWith(
        tablePage("b", instanceRow("a")),
        fault,
        tablePage("c", instanceRow("b")),
        fault,
        fault,
        tableRows(instanceRow("c")),
      );
      assert.deepEqual(idsOf(await store().listInstances({})), ["a", "b", "c"]);
      assert.equal(server.requests.filter((line) => line.includes("NextPartitionKey=c")).length, 3);
    }
  });

  it("sends a page without rows, which is not the end", async () => {
    server.answerWith(tablePage("b"), tablePage("c"), tableRows(instanceRow("c")));
    assert.deepEqual(idsOf(await store().listInstances({})), ["c"]);
  });

  it("has a page that never comes: what came before is not passed off as everything", async () => {
    server.answerWith(tablePage("b", instanceRow("a")), cutConnection);
    const error = await failure(store().listInstances({}));
    assert.equal(error.code, "storage-unreachable");
  });

  it("stops in the middle of an answer", async () => {
    server.answerWith(stalledAnswer, stalledAnswer, tableRows(instanceRow("a")));
    assert.deepEqual(idsOf(await store(account(), { ...retries, timeoutMs: 300 }).listInstances({})), ["a"]);
  });

  it("loses the table between two pages", async () => {
    server.answerWith(tablePage("b", instanceRow("a")), tableError(404, "TableNotFound"), tableRows());
    assert.equal((await failure(store().listInstances({}))).code, "hub-not-found");
  });

  it("goes on while it is read: a generation that began between two pages is not mixed with the old one", async () => {
    const row = (rowKey: string, ExecutionId: string) => ({
      PartitionKey: "x",
      RowKey: rowKey,
      Timestamp: "2026-01-01T00:00:00Z",
      "_Timestamp@odata.type": "Edm.DateTime",
      _Timestamp: "2026-01-01T00:00:00Z",
      EventType: "OrchestratorStarted",
      ExecutionId,
    });
    const first = [row("0000000000000000", "old"), row("0000000000000001", "old")];
    const second = [row("0000000000000002", "new"), row("sentinel", "new")];
    server.answerWith((response, request) => {
      const { url = "" } = request;
      if (url.includes("OrdersInstances")) tableRows(instanceRow("x"))(response, request);
      else if (url.includes("NextPartitionKey")) tableRows(...second)(response, request);
      else tablePage("x", ...first)(response, request);
    });
    const { value: stored } = await store().readHistory("x");
    assert.equal(stored.history.length, 4);
    const { value, problems } = decodeHistory(stored, inflateGzip);
    assert.ok(value.events.every(({ rowKey }) => rowKey > "0000000000000001"));
    assert.ok(problems.length > 0 && problems.every(({ message }) => message.length > 0));
  });

  it("has another time: the clock is named, not the key", async () => {
    for (const [hours, words] of [
      [-1, /this machine's clock is 60 minutes fast\. Set it right/],
      [2, /this machine's clock is 120 minutes slow/],
    ] as const) {
      server.answerWith(
        tableError(403, "AuthenticationFailed", { date: new Date(Date.now() + hours * 3_600_000).toUTCString() }),
      );
      const error = await failure(store().listInstances({}));
      assert.equal(error.code, "storage-refused");
      assert.match(error.message, words);
    }
  });

  const moments: readonly [title: string, ...answers: readonly (readonly [answer: Answer, cancels: boolean])[]][] = [
    ["before the first answer", [silence, true]],
    ["in the middle of an answer", [stalledAnswer, true]],
    ["while it waits to try again", [tableError(503, "ServerBusy", { "retry-after": "10" }), true]],
    ["between two pages", [tablePage("b", instanceRow("a")), false], [silence, true]],
    ["while other hubs are looked for", [tableError(404, "TableNotFound"), false], [silence, true]],
  ];
  for (const [title, ...steps] of moments)
    it(`is given up at once when the user cancels ${title}`, async () => {
      const reason = new Error("enough");
      const controller = new AbortController();
      server.answerWith(
        ...steps.map(([answer, cancels]): Answer => (response, request) => {
          answer(response, request);
          if (cancels) setImmediate(() => controller.abort(reason));
        }),
      );
      await assert.rejects(store().listInstances({}, controller.signal), reason);
      assert.equal(server.requests.length, steps.length);
    });

  it("is not asked at all when the user has cancelled before", async () => {
    const reason = new Error("enough");
    server.answerWith(tableRows());
    await assert.rejects(store().listInstances({}, AbortSignal.abort(reason)), reason);
    assert.equal(server.requests.length, 0);
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

import assert from "node:assert/strict";
import { refusalOf } from "../support/badInput";
import { seedHistory, startAzurite, type Azurite } from "../support/azurite";
import { cutConnection, startFaultServer, tableError, type Answer, type FaultServer } from "../support/faultServer";
import { chainApp, withApp, type OwnApp } from "../support/ownApp";
import { readRecording } from "../support/replayFixtures";

const key = "UGxhbnRlZEFjY291bnRLZXk=";

/** An app whose settings lead to a storage account. */
function withStorage(connection: string, use: (app: OwnApp) => Promise<void>, hub = "Orders"): Promise<void> {
  const files = {
    ...chainApp({}),
    "host.json": JSON.stringify({ version: "2.0", extensions: { durableTask: { hubName: hub } } }),
    "local.settings.json": JSON.stringify({ IsEncrypted: false, Values: { AzureWebJobsStorage: connection } }),
  };
  return withApp(files, use);
}

const byId = { history: undefined, instanceId: "chain" } as never;

describe("bad input: storage that fails", function () {
  this.timeout(60_000);
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
  });
  after(() => server.stop());

  const account = () =>
    `AccountName=contoso;AccountKey=${key};TableEndpoint=${server.origin};BlobEndpoint=${server.origin}/blobs`;

  const failures: readonly (readonly [title: string, answer: Answer, message: RegExp])[] = [
    ["refused", tableError(403, "AuthenticationFailed"), /does not accept the key in AzureWebJobsStorage.*Copy the/],
    ["refused for want of a role", tableError(403, "AuthorizationPermissionMismatch"), /Storage Table Data Reader/],
    ["throttled without end", tableError(503, "ServerBusy"), /busy \(503 ServerBusy\).*Try again in a minute/],
    ["down", cutConnection, /No connection to 127\.0\.0\.1:\d+ .*Check the network/],
  ];
  for (const [title, answer, message] of failures)
    it(`says what to do when it is ${title}`, () =>
      withStorage(account(), async ({ launch }) => {
        server.answerWith(answer);
        const refusal = await refusalOf(launch(byId));
        assert.match(refusal, message);
        assert.ok(!refusal.includes(key));
      }));

  it("names the setting that is missing, and one that is no connection string", async () => {
    await withApp(chainApp({}), async ({ launch }) => {
      assert.match(await refusalOf(launch(byId)), /AzureWebJobsStorage/);
    });
    await withStorage("rubbish", async ({ launch }) => {
      assert.match(await refusalOf(launch(byId)), /AzureWebJobsStorage/);
    });
  });
});

describe("bad input: names that storage does not have", function () {
  this.timeout(60_000);
  let azurite: Azurite;
  before(async () => {
    azurite = await startAzurite();
    await seedHistory(azurite.connection, readRecording("v4-js/chain.json").main);
  });
  after(() => azurite.stop());

  it("names the hubs that are there", () =>
    withStorage(azurite.connectionString, async ({ launch }) => {
      assert.match(await refusalOf(launch(byId)), /No task hub Orders in .*Other hubs there: RecV4JsCases/);
    }));

  it("names an instance with a near id", () =>
    withStorage(
      azurite.connectionString,
      async ({ launch }) => {
        const refusal = await refusalOf(launch({ history: undefined, instanceId: "chian" } as never));
        assert.match(refusal, /No instance "chian" in hub RecV4JsCases .*Did you mean chain\?/);
      },
      "RecV4JsCases",
    ));
});

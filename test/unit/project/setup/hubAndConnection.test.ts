import assert from "node:assert/strict";
import { durableTask, setupFindings, soundApp } from "../../../support/setupFindings";

const found = (...members: readonly string[]) =>
  setupFindings({ ...soundApp, "/app/host.json": durableTask(...members) });
const withSettings = (settings: string, ...members: readonly string[]) =>
  setupFindings({ ...soundApp, "/app/host.json": durableTask(...members), "/app/local.settings.json": settings });

describe("hub-name", () => {
  it("is a name that storage refuses", async () => {
    assert.deepEqual(await found(`"hubName": "my-hub"`), [
      'error hub-name /app/host.json:4:1 <"hubName": "my-hub"> "my-hub" (from host.json) is no name for a task hub: 3 to 50 letters and digits, a letter first. The extension refuses it; "myhub" would do.',
    ]);
    assert.equal((await found(`"hubName": "${"a".repeat(51)}"`)).length, 1);
    assert.deepEqual(await found(`"hubName": "${"a".repeat(50)}"`), []);
    assert.doesNotMatch(
      (await found(`"hubName": "my-hub"`, `"storageProvider": { "type": "mssql" }`)).join(),
      /hub-name/,
    );
  });

  it("is a setting that is not there", async () => {
    const settings = `{ "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true", "HubName": "Orders" } }`;
    assert.deepEqual(await withSettings(settings, `"hubName": "%HubNam%"`), [
      'error hub-name /app/host.json:4:1 <"hubName": "%HubNam%"> The task hub is named %HubNam%, but there is no setting HubNam. Did you mean HubName? Add it to Values in local.settings.json.',
    ]);
    assert.deepEqual(await withSettings(settings, `"hubName": "%HubName%"`), []);
  });

  it("is a name that a setting overrides", async () => {
    const override = "AzureFunctionsJobHost__extensions__durableTask__hubName";
    const settings = `{ "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true", "${override}": "Other" } }`;
    assert.deepEqual(await withSettings(settings, `"hubName": "Orders"`), [
      `info hub-name /app/host.json:4:1 <"hubName": "Orders"> The task hub is Other: the setting ${override} overrides "Orders". Remove one of the two.`,
    ]);
    assert.deepEqual(await withSettings(settings, `"hubName": "Other"`), []);
  });
});

describe("connection-setting", () => {
  it("is a name that nobody sets", async () => {
    const storage = `"storageProvider": { "connectionName": "OrderStorage" }`;
    const settings = (name: string) => `{ "Values": { "${name}": "UseDevelopmentStorage=true" } }`;
    assert.deepEqual(await withSettings(settings("OrdersStorage"), storage), [
      'warning connection-setting /app/host.json:4:22 <"connectionName": "OrderStorage"> There is no setting OrderStorage for the task hub\'s storage. Did you mean OrdersStorage? Add it to Values in local.settings.json: UseDevelopmentStorage=true is Azurite.',
    ]);
    assert.deepEqual(await withSettings(settings("OrderStorage"), storage), []);
  });

  it("is the default connection without a value", async () => {
    assert.deepEqual(await setupFindings({ ...soundApp, "/app/local.settings.json": `{\n"Values": {} }` }), [
      'warning connection-setting /app/local.settings.json:2:1 <"Values": {}> There is no setting AzureWebJobsStorage for the task hub\'s storage. Add it to Values in local.settings.json: UseDevelopmentStorage=true is Azurite.',
    ]);
  });

  it("is a setting without a value, which is not said to be another", async () => {
    const files = { ...soundApp, "/app/local.settings.json": `{\n"Values": { "AzureWebJobsStorage": "" } }` };
    assert.deepEqual(await setupFindings(files), [
      'warning connection-setting /app/local.settings.json:2:1 <"Values": { "AzureWebJobsStorage": "" }> The setting AzureWebJobsStorage for the task hub\'s storage is empty. Set it in Values of local.settings.json: UseDevelopmentStorage=true is Azurite.',
    ]);
  });

  it("is a connection string in place of a name, which is not repeated", async () => {
    const storage = `"connectionName": "AccountName=a;AccountKey=secret"`;
    assert.deepEqual(await found(`"storageProvider": { ${storage} }`), [
      `error connection-setting /app/host.json:4:22 <${storage}> A connection string stands where the name of a setting belongs, and so does its key. Put it into Values of local.settings.json, and name that setting here.`,
    ]);
  });
});

describe("local-settings", () => {
  it("are encrypted ones, of which no setting is then said to be missing", async () => {
    const files = { ...soundApp, "/app/local.settings.json": `{\n"IsEncrypted": true, "Values": {} }` };
    assert.deepEqual(await setupFindings(files), [
      "error local-settings /app/local.settings.json:2:1 <\"IsEncrypted\": true> The settings are encrypted, so none of them is read: not the hub's connection, and code gets none. Run `func settings decrypt` in the app's folder, or set in the environment what is needed.",
    ]);
  });

  it("are those for another language", async () => {
    const settings = soundApp["/app/local.settings.json"].replace(`"node"`, `"python"`);
    assert.deepEqual(await setupFindings({ ...soundApp, "/app/local.settings.json": settings }), [
      'error local-settings /app/local.settings.json:1:15 <"FUNCTIONS_WORKER_RUNTIME": "python"> FUNCTIONS_WORKER_RUNTIME is "python": the host would look for another language\'s functions. Set it to "node".',
    ]);
  });
});

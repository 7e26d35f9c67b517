import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ToolkitError } from "../../../src/base/errors";
import { openApp } from "../../../src/project/openApp";
import { taskHubOf, type TaskHubChoice } from "../../../src/project/taskHub";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";

const secret = "UGxhbnRlZFNlY3JldEtleQ==";
const account = `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${secret}`;

interface Case {
  readonly host?: unknown;
  readonly local?: unknown;
  readonly environment?: Record<string, string>;
}

async function open({ host = {}, local = { Values: { AzureWebJobsStorage: account } }, environment = {} }: Case) {
  const files: MemoryFiles = {
    "/app/host.json": typeof host === "string" ? host : JSON.stringify(host),
    "/app/local.settings.json": typeof local === "string" ? local : JSON.stringify(local),
    "/app/package.json": JSON.stringify({ main: "index.js", dependencies: { "durable-functions": "^3.5.0" } }),
    "/app/index.js": `df.app.orchestration("a", f)`,
    "/app/node_modules/durable-functions/package.json": JSON.stringify({ version: "3.5.0" }),
  };
  return openApp(memoryReader(files), "/app", environment);
}

const durable = (settings: unknown) => ({ extensions: { durableTask: settings } });

function errorOf(action: () => unknown): ToolkitError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof ToolkitError, String(error));
    return error;
  }
  return assert.fail("nothing was thrown");
}

describe("task hub of an app", () => {
  const hubs: readonly [title: string, settings: Case, name: string, source: string][] = [
    ["host.json", { host: durable({ hubName: "Orders" }) }, "Orders", "host.json"],
    ["any case of the keys", { host: { Extensions: { DurableTask: { HubName: "Orders" } } } }, "Orders", "host.json"],
    [
      "comments and commas",
      { host: `{ // hub\n "extensions": {"durableTask": {"hubName": "Orders",},}, }` },
      "Orders",
      "host.json",
    ],
    ["host version 1", { host: { durableTask: { HubName: "Orders" } } }, "Orders", "host.json"],
    [
      "a block that host version 2 does not read",
      { host: { version: "2.0", durableTask: { hubName: "Orders" } } },
      "TestHubName",
      "default",
    ],
    [
      "a setting",
      { host: durable({ hubName: "%Hub%" }), environment: { HUB: "FromSetting" } },
      "FromSetting",
      "host.json, setting Hub",
    ],
    [
      "the override of the environment",
      {
        host: durable({ hubName: "Orders" }),
        environment: { AzureFunctionsJobHost__extensions__durableTask__hubName: "Other" },
      },
      "Other",
      "AzureFunctionsJobHost__extensions__durableTask__hubName",
    ],
    ["the default", {}, "TestHubName", "default"],
    [
      "the site's name, made to fit",
      { environment: { WEBSITE_SITE_NAME: "2-my_site" } },
      "t2mysite",
      "WEBSITE_SITE_NAME",
    ],
    ["a site's name too short", { environment: { WEBSITE_SITE_NAME: "a-" } }, "aHub", "WEBSITE_SITE_NAME"],
    [
      "a site's name without letters",
      { environment: { WEBSITE_SITE_NAME: "--" } },
      "DefaultTaskHub",
      "WEBSITE_SITE_NAME",
    ],
  ];
  for (const [title, settings, name, source] of hubs) {
    it(`is named by ${title}`, async () => {
      const { value, problems } = await open(settings);
      assert.deepEqual(problems, []);
      assert.deepEqual(value.durable.hub, { name, source, isValid: true });
      assert.equal(taskHubOf(value).hub, name);
    });
  }

  it("is refused under a name that the extension refuses", async () => {
    const { value, problems } = await open({ host: durable({ hubName: "my-hub" }) });
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place]),
      [["hub-name-invalid", "/app/host.json"]],
    );
    assert.equal(errorOf(() => taskHubOf(value)).code, "hub-name-invalid");
    assert.equal(taskHubOf(value, { hub: "MyHub" }).hub, "MyHub");
  });

  it("says which setting its name lacks", async () => {
    const { problems } = await open({
      host: durable({ hubName: "%HubNme%" }),
      local: { Values: { HubName: "x" } },
      environment: { HubNm: "not the project's" },
    });
    assert.equal(problems[0]?.code, "hub-setting-missing");
    assert.match(problems[0].message, /no setting HubNme\. Did you mean HubName\?/);
  });

  for (const [type, words] of [
    ["mssql", /MSSQL/],
    ["netherite", /Netherite/],
    ["AzureManaged", /Durable Task Scheduler/],
    ["cosmos", /another storage provider/],
  ] as const) {
    it(`with storage provider ${type} is not read live`, async () => {
      const { value } = await open({ host: durable({ storageProvider: { type } }) });
      const error = errorOf(() => taskHubOf(value));
      assert.equal(error.code, "other-backend");
      assert.match(error.message, words);
      assert.match(error.message, /not supported yet\. What can be replayed: history files .*--connection/);
    });
  }
});

describe("connection of an app", () => {
  const local = {
    Values: { AzureWebJobsStorage: "default", AzureWebJobsOrders: "prefixed", Plain: "plain", Empty: "" },
  };
  const found: readonly [title: string, host: unknown, choice: TaskHubChoice, setting: string, value: string][] = [
    ["AzureWebJobsStorage by default", {}, {}, "AzureWebJobsStorage", "default"],
    [
      "the prefixed setting first",
      durable({ storageProvider: { connectionName: "Orders" } }),
      {},
      "AzureWebJobsOrders",
      "prefixed",
    ],
    ["the plain setting then", durable({ storageProvider: { connectionStringName: "Plain" } }), {}, "Plain", "plain"],
    ["the name of extension 1.x", durable({ azureStorageConnectionStringName: "Plain" }), {}, "Plain", "plain"],
    ["the chosen one", {}, { connection: "Plain" }, "Plain", "plain"],
    ["any case of its name", {}, { connection: "PLAIN" }, "Plain", "plain"],
  ];
  for (const [title, host, choice, setting, value] of found) {
    it(`is ${title}`, async () => {
      const { connection } = taskHubOf((await open({ host, local })).value, choice);
      assert.deepEqual([connection.setting, connection.value.reveal()], [setting, value]);
    });
  }

  it("may be a connection string of its section, and the environment's wins", async () => {
    const strings = { ConnectionStrings: { Db: { ConnectionString: "object" }, Text: "text" } };
    const { value } = await open({ local: strings, environment: { Text: "environment" } });
    const read = (connection: string) => taskHubOf(value, { connection }).connection.value.reveal();
    assert.deepEqual([read("Db"), read("Text")], ["object", "environment"]);
  });

  it("of a tracking store is kept apart", async () => {
    const storageProvider = { trackingStoreConnectionName: "Orders", trackingStoreNamePrefix: "Track" };
    const { value } = await open({ host: durable({ storageProvider }), local });
    const hub = taskHubOf(value);
    assert.equal(hub.connection.value.reveal(), "default");
    assert.deepEqual([hub.trackingStore?.prefix, hub.trackingStore?.connection.value.reveal()], ["Track", "prefixed"]);
  });

  const refused: readonly [title: string, settings: Case, choice: TaskHubChoice, code: string, text: RegExp][] = [
    [
      "is missing",
      { local: {} },
      {},
      "connection-missing",
      /no setting AzureWebJobsStorage .*UseDevelopmentStorage=true/,
    ],
    ["is empty", { local }, { connection: "Empty" }, "connection-missing", /^The setting Empty is empty\. Set it/],
    ["is misspelt", { local }, { connection: "Plian" }, "connection-missing", /Did you mean Plain\?/],
    [
      "is none of the environment's many other variables",
      { local: {}, environment: { NOPE_: "/home/me", Orders: "UseDevelopmentStorage=true" } },
      { connection: "Nope" },
      "connection-missing",
      /^There is no setting Nope with a connection string\. Settings with one: Orders\. Add it/,
    ],
    [
      "signs in by identity",
      { local: { Values: { AzureWebJobsStorage__accountName: "contoso" } } },
      {},
      "connection-missing",
      /AzureWebJobsStorage signs in by identity/,
    ],
    ["is the string itself", {}, { connection: account }, "connection-invalid", /shell's history/],
    [
      "is the string itself in host.json",
      { host: durable({ storageProvider: { connectionName: account } }) },
      {},
      "connection-invalid",
      /^host\.json holds a connection string/,
    ],
  ];
  for (const [title, settings, choice, code, text] of refused) {
    it(`that ${title} is explained`, async () => {
      const { value } = await open(settings);
      const error = errorOf(() => taskHubOf(value, choice));
      assert.equal(error.code, code);
      assert.match(error.message, text);
      assert.ok(!inspect(error, { depth: 9 }).includes(secret));
    });
  }

  it("that somebody names is read whatever host.json stores history in", async () => {
    const host = durable({ storageProvider: { type: "netherite" } });
    const { value } = await open({ host, local });
    assert.equal(taskHubOf(value, { connection: "Plain" }).connection.value.reveal(), "plain");
  });

  it("in encrypted settings is told apart from one that is not set", async () => {
    const { value } = await open({ local: { IsEncrypted: true, Values: { AzureWebJobsStorage: "Q2lwaGVy" } } });
    const { code, message } = errorOf(() => taskHubOf(value));
    assert.equal(code, "connection-missing");
    assert.match(message, /^local\.settings\.json is encrypted, .*AzureWebJobsStorage.* Run `func settings decrypt`/);
  });

  it("is not read from encrypted settings", async () => {
    const { problems } = await open({ local: { IsEncrypted: true, Values: { AzureWebJobsStorage: "Q2lwaGVy" } } });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["settings-encrypted"],
    );
    assert.match(problems[0]?.message ?? "", /func settings decrypt/);
  });

  it("never shows its value, however the app is printed", async () => {
    const opened = await open({ environment: { Other: account } });
    assert.equal(taskHubOf(opened.value).connection.value.reveal(), account);
    const printed = [inspect(opened, { depth: 20, showHidden: true }), JSON.stringify(opened)];
    for (const text of printed) assert.ok(!text.includes(secret));
  });

  it("is told apart from settings that are no texts", async () => {
    const { problems } = await open({ local: { Values: { AzureWebJobsStorage: { nested: account } } } });
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place]),
      [["setting-not-text", "/app/local.settings.json, Values.AzureWebJobsStorage"]],
    );
  });
});

describe("broken files of an app", () => {
  it("are named with their line", async () => {
    const { problems } = await open({ host: `{\n  "version": "2.0"\n  "extensions": {}\n}`, local: "[]" });
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place]),
      [
        ["invalid-json", "/app/local.settings.json:1"],
        ["invalid-json", "/app/host.json:3"],
      ],
    );
  });
});

import assert from "node:assert/strict";
import type { SetupReport } from "../../../src/project/setup/setupReport";
import { commandLine } from "../../support/commandLine";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { durableTask, soundApp } from "../../support/setupFindings";

const doctor = (files: MemoryFiles, ...args: readonly string[]) =>
  commandLine(["doctor", ...args], { files: memoryReader(files), cwd: "/app/src", environment: {} });

/** SDKs before 3.3.1 refuse the newest Node, which may be the only one here. */
const app = {
  ...soundApp,
  "/app/package.json": soundApp["/app/package.json"].replace("3.1.0", "3.5.0"),
  "/app/node_modules/durable-functions/package.json": JSON.stringify({ version: "3.5.0" }),
};
const refused = { ...app, "/app/host.json": durableTask(`"hubName": "my-hub"`) };

describe("doctor", () => {
  it("prints what it sees of the nearest app", async () => {
    const { code, out, error } = await doctor(app);
    assert.deepEqual([code, error], [0, ""]);
    const lines = out.split("\n");
    assert.match(lines[3] ?? "", /^ {2}Node {8}\d+\.\d+\.\d+ \(.+: .+\)$/);
    assert.deepEqual(lines.toSpliced(3, 1), [
      "/app",
      "  Model       v4, JavaScript",
      "  SDK         durable-functions 3.5.0 (package.json: ^3.5.0)",
      "  Extension   bundle [4.*, 5.0.0)",
      "  Backend     Azure Storage",
      "  Hub         TestHubName (default); tables TestHubNameHistory, TestHubNameInstances",
      "  Connection  AzureWebJobsStorage (local.settings.json)",
      "  Functions   2",
      "    orchestration order  order.js:1",
      "    activity charge  order.js:2",
      "",
      "Everything fits together.",
      "",
    ]);
  });

  it("prints what does not fit, and has exit code 1 for errors", async () => {
    const { code, out } = await doctor(refused);
    assert.equal(code, 1);
    assert.match(out, /^\/app\/host\.json:4:1 {2}error {2}"my-hub" \(from host\.json\) is no name.* {2}hub-name$/m);
    assert.match(out, /\n1 error, 0 warnings, 0 notes\.\n$/);
    const noBundle = await doctor({ ...app, "/app/host.json": `{ "version": "2.0" }` });
    assert.deepEqual([noBundle.code, noBundle.out.includes("0 errors, 1 warning, 0 notes")], [0, true]);
  });

  it("prints one JSON object with --json", async () => {
    const { code, out } = await doctor(refused, "--app", "/app", "--json");
    assert.equal(code, 1);
    const { node, findings, ...report } = JSON.parse(out) as SetupReport;
    assert.deepEqual(Object.keys(node ?? {}), ["path", "version", "why"]);
    assert.deepEqual(report, {
      app: "/app",
      model: "v4",
      language: "javascript",
      sdk: { range: "^3.5.0", version: "3.5.0" },
      extension: { bundle: "[4.*, 5.0.0)" },
      backend: "azureStorage",
      hub: { name: "my-hub", source: "host.json", valid: false },
      connection: { setting: "AzureWebJobsStorage", source: "local.settings.json", kind: "connectionString" },
      functions: [
        { name: "order", kind: "orchestration", file: "/app/src/order.js", line: 1 },
        { name: "charge", kind: "activity", file: "/app/src/order.js", line: 2 },
      ],
    });
    assert.equal(findings.length, 1);
    const place = { file: "/app/host.json", line: 4, column: 1, endLine: 4, endColumn: 20 };
    const { message, ...finding } = findings[0] ?? assert.fail();
    assert.deepEqual(finding, { ...place, rule: "hub-name", severity: "error", chain: [], fixable: false });
    assert.match(message, /"myhub" would do/);
  });

  it("names functions that are found by following the code", async () => {
    const code = `const df = require("durable-functions");
const steps = { pay: () => 1, ship: () => 2 };
for (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });
df.app.orchestration("order", function* (context) { yield context.df.callActivity("pay"); });`;
    const files = { ...app, "/app/src/order.js": code };
    const { out } = await commandLine(["doctor", "--json"], {
      ...{ files: memoryReader(files), sources: () => memorySourceFiles(files), cwd: "/app", environment: {} },
    });
    const { functions } = JSON.parse(out) as SetupReport;
    assert.deepEqual(functions, [
      { name: "order", kind: "orchestration", file: "/app/src/order.js", line: 4 },
      { name: "pay", kind: "activity", file: "/app/src/order.js", line: 2 },
      { name: "ship", kind: "activity", file: "/app/src/order.js", line: 2 },
    ]);
  });

  it("names the tables of a tracking store, and no connection of another backend", async () => {
    const report = async (storage: string) => {
      const hostJson = durableTask(`"storageProvider": { ${storage} }`);
      const { out } = await doctor({ ...app, "/app/host.json": hostJson }, "--json");
      return JSON.parse(out) as SetupReport;
    };
    const tracking = await report(`"trackingStoreConnectionName": "Storage", "trackingStoreNamePrefix": "All"`);
    assert.deepEqual(tracking.hub.tables, { history: "AllHistory", instances: "AllInstances" });
    const mssql = await report(`"type": "mssql"`);
    assert.deepEqual([mssql.backend, mssql.hub.tables, mssql.connection], ["mssql", undefined, undefined]);
  });

  it("never shows a secret", async () => {
    const inPlaceOfName = durableTask(`"storageProvider": { "connectionName": "AccountName=a;AccountKey=c2VjcmV0" }`);
    const settings = app["/app/local.settings.json"].replace("UseDevelopmentStorage=true", "AccountKey=c2VjcmV0");
    const both = { ...app, "/app/host.json": inPlaceOfName, "/app/local.settings.json": settings };
    for (const files of [both, { ...app, "/app/local.settings.json": settings }])
      for (const args of [[], ["--json"]]) {
        const { out, error } = await doctor(files, ...args);
        assert.match(out, /AzureWebJobsStorage|connection-setting/);
        assert.doesNotMatch(out + error, /c2VjcmV0/);
      }
  });

  it("refuses what it cannot look at with exit code 2", async () => {
    const none = await doctor({ "/app/src/x.js": "" });
    assert.deepEqual([none.code, none.out], [2, ""]);
    assert.match(none.error, /^durable-toolkit: Not a Functions project: neither \/app\/src nor/);
    const more = await doctor(app, "/app");
    assert.equal(more.code, 2);
    assert.match(
      more.error,
      /doctor takes no "\/app"\. Name the app's folder with --app\.\nusage: durable-toolkit doctor/,
    );
    assert.match((await doctor(app, "--jsn")).error, /There is no option --jsn\. Did you mean --json\?/);
  });
});

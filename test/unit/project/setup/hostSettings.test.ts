import assert from "node:assert/strict";
import { bundle, durableTask, setupFindings, soundApp } from "../../../support/setupFindings";

const found = (...members: readonly string[]) =>
  setupFindings({ ...soundApp, "/app/host.json": durableTask(...members) });
const foundIn = (hostJson: string) => setupFindings({ ...soundApp, "/app/host.json": hostJson });
const withBundle = (range: string) => foundIn(soundApp["/app/host.json"].replace("[4.*, 5.0.0)", range));

describe("host-setting-place", () => {
  it("is a durableTask block outside of extensions, of which nothing else is judged", async () => {
    const block = `"durableTask": { "hubName": "my-hub" }`;
    assert.deepEqual(await foundIn(`{ "version": "2.0", ${bundle},\n ${block} }`), [
      `error host-setting-place /app/host.json:2:2 <${block}> With "version": "2.0" the host reads "durableTask" only inside "extensions": all of this block is ignored. Move it to extensions.durableTask.`,
    ]);
  });

  it("is a setting in another block than the extension reads", async () => {
    const storage = `"storageProvider": {\n"maxConcurrentActivityFunctions": 3 }`;
    assert.deepEqual(await found(`"partitionCount": 4`, storage, `"logReplayEvents": true`), [
      'warning host-setting-place /app/host.json:4:1 <"partitionCount": 4> "partitionCount" is not read here: the extension (2.x and newer) reads extensions.durableTask.storageProvider.partitionCount. Move it there.',
      'warning host-setting-place /app/host.json:7:1 <"logReplayEvents": true> "logReplayEvents" is not read here: the extension (2.x and newer) reads extensions.durableTask.tracing.traceReplayEvents. Move it there.',
      'warning host-setting-place /app/host.json:6:1 <"maxConcurrentActivityFunctions": 3> "maxConcurrentActivityFunctions" is not read here: the extension (2.x and newer) reads extensions.durableTask.maxConcurrentActivityFunctions. Move it there.',
    ]);
  });

  it("is not a setting in its block, whatever its case", async () => {
    assert.deepEqual(
      await found(`"storageProvider": { "PartitionCount": 4 }`, `"maxConcurrentActivityFunctions": 3`),
      [],
    );
  });
});

describe("host-setting-unknown", () => {
  it("is a name that the extension does not have, with what may be meant", async () => {
    const unknown = (place: string, text: string, block: string, next: string) =>
      `warning host-setting-unknown /app/host.json:${place} <${text}> The Durable Functions extension has no setting ${text.split(":", 1)[0]} in extensions.durableTask${block}, so it has no effect.${next} Correct the name or remove it.`;
    assert.deepEqual(
      await found(`"defaultVersoin": "1"`, `"tracing": { "traceReplay": true }`, `"storageProvider": { "parts": 2 }`),
      [
        unknown("4:1", `"defaultVersoin": "1"`, "", " Did you mean defaultVersion?"),
        unknown("5:14", `"traceReplay": true`, ".tracing", " Did you mean traceReplayEvents?"),
        unknown("6:22", `"parts": 2`, ".storageProvider", ""),
      ],
    );
  });

  it("is neither a comment nor a setting of another backend", async () => {
    const lines = await found(`"$comment": 1`, `"//": 2`, `"storageProvider": { "type": "mssql", "anything": 1 }`);
    assert.deepEqual(
      lines.filter((line) => line.includes("host-setting-unknown")),
      [],
    );
  });
});

describe("host-setting-value", () => {
  const valuesIn = async (hostJson: string) =>
    (await foundIn(hostJson)).filter((line) => line.includes("host-setting-value"));

  it("is a version that is not 2.0", async () => {
    assert.deepEqual(await valuesIn(`{ ${bundle} }`), [
      'error host-setting-value /app/host.json:1:1 <> There is no "version": the Functions host does not start. Add "version": "2.0".',
    ]);
    for (const [text, shown] of [
      ['"4.0"', '"4.0"'],
      ["2.0", "2"],
    ] as const)
      assert.deepEqual(await valuesIn(`{ "version": ${text}, ${bundle} }`), [
        `error host-setting-value /app/host.json:1:3 <"version": ${text}> "version" is ${shown}: the Functions host does not start. It tells the layout of this file, not the version of the host. Set it to "2.0".`,
      ]);
    assert.deepEqual(await valuesIn("{}"), []);
  });

  it("is a bundle that there is not", async () => {
    const withId = (id: string) => valuesIn(`{ "version": "2.0",\n${bundle.replace(/"id": "[^"]*",/, id)} }`);
    assert.deepEqual(await withId('"id": "Microsoft.Azure.Function.ExtensionBundle",'), [
      'error host-setting-value /app/host.json:2:22 <"id": "Microsoft.Azure.Function.ExtensionBundle"> There is no extension bundle "Microsoft.Azure.Function.ExtensionBundle", so the host has no Durable Functions extension. Did you mean Microsoft.Azure.Functions.ExtensionBundle?',
    ]);
    assert.match((await withId("")).join(), /The extension bundle has no "id"/);
    assert.deepEqual(await withId('"id": "Microsoft.Azure.Functions.ExtensionBundle.Preview",'), []);
  });

  it("is a number that the extension does not take", async () => {
    const storage = (member: string) => `"storageProvider": { ${member} }`;
    assert.deepEqual(await found(`"maxConcurrentActivityFunctions": "ten"`, storage(`"partitionCount": 17`)), [
      'error host-setting-value /app/host.json:4:1 <"maxConcurrentActivityFunctions": "ten"> "maxConcurrentActivityFunctions" is "ten" and has to be a whole number: the Durable Functions extension does not start.',
      'error host-setting-value /app/host.json:5:22 <"partitionCount": 17> "partitionCount" is 17 and has to be 1 to 16: the Durable Functions extension does not start.',
    ]);
    assert.match((await found(`"maxConcurrentEntityFunctions": 0`)).join(), /has to be 1 or more/);
    assert.deepEqual(await found(`"maxConcurrentActivityFunctions": "10"`, storage(`"partitionCount": 16`)), []);
  });
});

describe("host-setting-without-effect", () => {
  it("is extended sessions that are on", async () => {
    assert.deepEqual(await found(`"extendedSessionsEnabled": true`), [
      'warning host-setting-without-effect /app/host.json:4:1 <"extendedSessionsEnabled": true> Extended sessions exist only for in-process .NET: with Node the extension ignores this setting or, in newer versions, refuses to start. Remove extendedSessionsEnabled or set it to false.',
    ]);
    assert.deepEqual(await found(`"extendedSessionsEnabled": false`), []);
  });
});

describe("backend-without-tables", () => {
  it("is every backend but Azure Storage", async () => {
    assert.deepEqual(await found(`"storageProvider": { "type": "mssql" }`), [
      'info backend-without-tables /app/host.json:4:22 <"type": "mssql"> This app keeps its history in Microsoft SQL Server (MSSQL), which has no tables that the toolkit reads. What works: linting, history files (*.durable-history.json), and runs in Azure Storage or Azurite by the name of its setting (--connection).',
    ]);
    assert.deepEqual(await found(`"storageProvider": { "type": "AzureStorage" }`), []);
  });
});

describe("extension-too-old", () => {
  const tooOld = (range: string, what: string) =>
    `The extension bundle ${range} is too old: ${what} or newer. Set extensionBundle.version to "[4.*, 5.0.0)".`;

  it("is a bundle whose range ends before what the SDK needs", async () => {
    assert.deepEqual(await withBundle("[3.3.0, 3.15.0)"), [
      `error extension-too-old /app/host.json:3:75 <"version": "[3.3.0, 3.15.0)"> ${tooOld("[3.3.0, 3.15.0)", "durable-functions 3.1.0 needs 3.15")}`,
    ]);
    assert.deepEqual(await withBundle("[3.15.0]"), []);
    assert.deepEqual(await withBundle("[3.15.0, 4.0.0)"), []);
    assert.deepEqual(await withBundle("no range"), []);
  });

  it("goes by what package.json asks for where no SDK is installed", async () => {
    const withRange = (range: string) =>
      setupFindings({
        "/app/host.json": soundApp["/app/host.json"].replace("[4.*, 5.0.0)", "[2.*, 3.0.0)"),
        "/app/package.json": JSON.stringify({ dependencies: { "durable-functions": range } }),
      });
    const rules = async (range: string) => (await withRange(range)).map((line) => line.split(" ")[1]);
    assert.match((await withRange("^3.1.0")).join("\n"), /durable-functions \^3\.1\.0 needs 3\.15 or newer/);
    assert.ok((await rules("3.x")).includes("extension-too-old"));
    for (const range of ["^2.1.0", ">=2", "2 || 3", "latest"])
      assert.ok(!(await rules(range)).includes("extension-too-old"), range);
  });

  it("is a bundle without orchestration versioning where host.json asks for it", async () => {
    const hostJson = durableTask(`"defaultVersion": "1"`);
    assert.deepEqual(await foundIn(hostJson.replace("[4.*, 5.0.0)", "[3.*, 4.0.0)")), [
      `error extension-too-old /app/host.json:1:93 <"version": "[3.*, 4.0.0)"> ${tooOld("[3.*, 4.0.0)", "defaultVersion (orchestration versioning) needs 4.26")}`,
    ]);
    assert.deepEqual(await foundIn(hostJson), []);
  });

  it("is no bundle at all, unless there is a project of extensions", async () => {
    assert.deepEqual(await foundIn(`{ "version": "2.0" }`), [
      'warning extension-too-old /app/host.json:1:1 <> host.json names no extensionBundle and there is no extensions.csproj: the host starts without the Durable Functions extension. Add "extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)" }.',
    ]);
    const files = { ...soundApp, "/app/host.json": `{ "version": "2.0" }`, "/app/extensions.csproj": "<Project/>" };
    assert.deepEqual(await setupFindings(files), []);
  });
});

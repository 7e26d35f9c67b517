import assert from "node:assert/strict";
import type { Plan } from "../../../src/scaffold/plan";
import { planFunction } from "../../../src/scaffold/planFunction";
import { readProjectFacts } from "../../../src/scaffold/readFacts";
import type { FunctionRequest } from "../../../src/scaffold/request";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";

const bundle = `"extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)" }`;
const order = `const df = require("durable-functions");\n\ndf.app.orchestration("order", function* (context) {\n  yield context.df.callActivity("pay");\n});\n`;
const sound: MemoryFiles = {
  "/app/host.json": `{ "version": "2.0", "extensions": { "durableTask": {} }, ${bundle} }`,
  "/app/local.settings.json": `{ "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true" } }`,
  "/app/package.json": `{ "main": "src/functions/*.js", "dependencies": { "durable-functions": "3.5.0" } }`,
  "/app/node_modules/durable-functions/package.json": `{ "version": "3.5.0" }`,
  "/app/src/functions/order.js": order,
};
const planned = async (request: FunctionRequest, files: MemoryFiles = {}) =>
  planFunction(request, await readProjectFacts(memoryReader({ ...sound, ...files }), "/app"));

async function planOf(request: FunctionRequest, files: MemoryFiles = {}): Promise<Plan> {
  const { value, problems } = await planned(request, files);
  assert.ok(value, problems.map(({ message }) => message).join());
  return value;
}

function changed(text: string, { edits }: Plan): string {
  const [first] = edits.flatMap((file) => file.edits);
  return first ? text.slice(0, first.range.start) + first.text + text.slice(first.range.end) : text;
}

describe("the plan of a new function", () => {
  it("is one file in a sound app, in its style, with the place to begin at", async () => {
    const { files, edits, notes, commands, open } = await planOf({ kind: "activity", name: "pay" });
    const text = `const df = require("durable-functions");

df.app.activity("pay", {
  handler: (input) => {
    // Do the work here.
    return \`Hello \${input}\`;
  },
});
`;
    assert.deepEqual(files, [{ file: "/app/src/functions/pay.js", text }]);
    assert.deepEqual([edits, notes, commands], [[], [], []]);
    assert.equal(open.file, "/app/src/functions/pay.js");
    assert.equal(text.slice(open.range.start, open.range.end), "// Do the work here.");
  });

  it("keeps line ends, tabs and single quotes, and leaves semicolons out where the app does", async () => {
    const own = order.replaceAll(";", "").replaceAll('"', "'").replaceAll("  ", "\t").replaceAll("\n", "\r\n");
    const { files, open } = await planOf({ kind: "activity", name: "pay" }, { "/app/src/functions/order.js": own });
    const lines = files[0]?.text.split("\r\n");
    assert.deepEqual(lines?.slice(0, 5), [
      "const df = require('durable-functions')",
      "",
      "df.app.activity('pay', {",
      "\thandler: (input) => {",
      "\t\t// Do the work here.",
    ]);
    assert.equal(files[0]?.text.slice(open.range.start, open.range.end), "// Do the work here.");
  });

  it("is no file whose name is taken by code in another language", async () => {
    const files = { "/app/src/functions/pay.mjs": "", "/app/src/functions/pay2.ts": "" };
    const { problems } = await planned({ kind: "activity", name: "pay" }, files);
    assert.match(problems[0]?.message ?? "", /^src\/functions\/pay\.mjs is there .* such as pay3\.$/);
  });

  it("is a folder where main takes one for each function, and none that is there", async () => {
    const files = {
      "/app/package.json": `{ "main": "src/*/index.js", "dependencies": { "durable-functions": "3.5.0" } }`,
      "/app/src/shared/index.js": "",
    };
    const plan = await planOf({ kind: "activity", name: "pay" }, files);
    assert.deepEqual([plan.files.map(({ file }) => file), plan.notes], [["/app/src/pay/index.js"], []]);
    const { problems } = await planned({ kind: "activity", name: "Shared" }, files);
    assert.match(problems[0]?.message ?? "", /is there already/);
  });

  it("names the functions that come with one as it is named, and never like another", async () => {
    const taken = { "/app/src/functions/a.js": `df.app.activity("ship-it-reserve", { handler: () => 1 });` };
    const { files } = await planOf({ kind: "orchestrator", name: "ship-it", pattern: "chain" }, taken);
    const names = [...(files[0]?.text ?? "").matchAll(/df\.app\.\w+\("(.+?)"/g)].map(([, name]) => name);
    assert.deepEqual(names, ["ship-it", "ship-it-reserve2", "ship-it-charge", "ship-it-ship"]);
  });

  it("has a client start the first orchestrator, or the one that is named, in any case", async () => {
    const texts = async (target?: string) =>
      (await planOf({ kind: "client", name: "go", ...(target !== undefined && { target }) })).files[0]?.text ?? "";
    assert.match(await texts(), /startNew\("order"/);
    assert.match(await texts("ORDER"), /startNew\("order"/);
  });

  it("writes into blocks of host.json and local.settings.json as they are spelled", async () => {
    const files = {
      "/app/package.json": `{ "main": "*.js" }`,
      "/app/host.json": `{ "version": "2.0", "Extensions": { "http": {} }, "ExtensionBundle": { "Id": "Microsoft.Azure.Functions.ExtensionBundle", "Version": "[2.*, 3.0.0)" } }`,
      "/app/local.settings.json": `{ "values": {} }`,
    };
    const plan = await planOf({ kind: "activity", name: "pay" }, files);
    const texts = plan.edits.map((each) => changed(files[each.file as keyof typeof files], { ...plan, edits: [each] }));
    assert.deepEqual(
      texts.map((text) => JSON.parse(text) as unknown),
      [
        {
          version: "2.0",
          Extensions: { http: {}, durableTask: { hubName: "app" } },
          ExtensionBundle: { Id: "Microsoft.Azure.Functions.ExtensionBundle", Version: "[4.*, 5.0.0)" },
        },
        { values: { AzureWebJobsStorage: "UseDevelopmentStorage=true" } },
      ],
    );
  });

  it("adds what host.json and local.settings.json lack, and offers the package", async () => {
    const host = '{\n    "version": "2.0"\n}\n';
    const files = { "/app/package.json": `{ "main": "*.js" }`, "/app/host.json": host };
    const facts = await readProjectFacts(memoryReader(files), "/app");
    const { value: plan } = planFunction({ kind: "activity", name: "pay" }, facts);
    assert.ok(plan);
    const json = changed(host, plan);
    assert.match(json, /^ {4}"extensionBundle"/m);
    assert.deepEqual((JSON.parse(json) as { extensions: unknown }).extensions, { durableTask: { hubName: "app" } });
    assert.deepEqual(
      plan.files.map(({ file }) => file),
      ["/app/pay.js", "/app/local.settings.json"],
    );
    assert.deepEqual(
      plan.commands.map(({ command, args }) => [command, ...args].join(" ")),
      ["npm install durable-functions@3"],
    );
    assert.equal(plan.notes.length, 4);
  });

  it("names no hub where functions may have run in the default one, and lifts a bundle that is too old", async () => {
    const host = `{ "version": "2.0", ${bundle.replace("[4.*, 5.0.0)", "[2.*, 3.0.0)")} }`;
    const plan = await planOf({ kind: "activity", name: "pay" }, { "/app/host.json": host });
    assert.equal(changed(host, plan), host.replace("[2.*, 3.0.0)", "[4.*, 5.0.0)"));
  });

  it("offers the extension to an app that brings its own", async () => {
    const files = {
      "/app/extensions.csproj": "<Project />",
      "/app/host.json": `{ "extensions": { "durableTask": {} } }`,
    };
    const { edits, commands } = await planOf({ kind: "activity", name: "pay" }, files);
    assert.deepEqual(edits, []);
    assert.equal(
      commands.map(({ command, args }) => [command, ...args].join(" ")).join(),
      "func extensions install -p Microsoft.Azure.WebJobs.Extensions.DurableTask -v 1.8.3",
    );
  });

  it("says so when main does not load the file", async () => {
    const main = `{ "main": "src/functions/order.js", "dependencies": { "durable-functions": "3.5.0" } }`;
    const { notes } = await planOf({ kind: "activity", name: "pay" }, { "/app/package.json": main });
    assert.match(
      notes.join(),
      /"main" of package\.json \(src\/functions\/order\.js\) does not load src\/functions\/pay\.js/,
    );
  });

  const refused: readonly (readonly [title: string, request: FunctionRequest, files: MemoryFiles, problem: RegExp])[] =
    [
      ["a name that is taken", { kind: "activity", name: "Order" }, {}, /a function order .* such as Order2/],
      [
        "a file that is there",
        { kind: "activity", name: "Notes" },
        { "/app/src/functions/notes.js": "module.exports = 1;" },
        /src\/functions\/Notes\.js is there already and is left as it is\. Take another name, such as Notes2/,
      ],
      ["the other model", { kind: "activity", name: "pay", model: "v3" }, {}, /functions of this app are of model v4/],
      [
        "an entity that is not there",
        { kind: "client", name: "go", job: "entity" },
        {},
        /There is no entity in this app/,
      ],
      ["an unknown orchestrator", { kind: "client", name: "go", target: "ordr" }, {}, /Did you mean order\?/],
      ["a host.json that is broken", { kind: "activity", name: "pay" }, { "/app/host.json": "{" }, /not valid JSON/],
    ];
  for (const [title, request, files, problem] of refused)
    it(`is refused for ${title}`, async () => {
      const { value, problems } = await planned(request, files);
      assert.equal(value, undefined);
      assert.match(problems.map(({ message }) => message).join("\n"), problem);
    });
});

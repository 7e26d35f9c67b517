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

  it("names what comes with a function of the longest name, too", async () => {
    const { files } = await planOf({ kind: "orchestrator", name: "a".repeat(128), pattern: "chain" });
    const names = [...(files[0]?.text ?? "").matchAll(/df\.app\.activity\("(.+?)"/g)].map(([, name]) => name ?? "");
    assert.equal(names.length, 3);
    assert.ok(
      names.every(({ length }) => length <= 128),
      names.join(),
    );
  });

  it("has each HTTP client on a route of its own, whatever its parameters are called", async () => {
    const files = {
      "/app/src/functions/web.js": `const { app } = require("@azure/functions");
app.http("web", { route: "Orchestrators/order", handler: async () => ({}) });
df.app.client.http("state", { route: '/instances/{id}', handler: async () => ({}) });`,
      "/app/old/function.json": `{ "bindings": [{ "type": "httpTrigger", "route": "instances/{id}/events/{name}" }] }`,
    };
    const routeOf = async (request: FunctionRequest, more: MemoryFiles = {}) =>
      /route: "(.+?)"/.exec((await planOf(request, more)).files[0]?.text ?? "")?.[1];
    const requests: readonly FunctionRequest[] = [
      { kind: "client", name: "go" },
      { kind: "client", name: "look", job: "status" },
      { kind: "client", name: "tell", job: "raise-event" },
    ];
    assert.deepEqual(await Promise.all(requests.map((each) => routeOf(each))), [
      ...["orchestrators/order", "instances/{instanceId}", "instances/{instanceId}/events/{eventName}"],
    ]);
    assert.deepEqual(await Promise.all(requests.map((each) => routeOf({ ...each, model: "v4" }, files))), [
      ...["go", "look/{instanceId}", "tell/{instanceId}/events/{eventName}"],
    ]);
  });

  it("begins anew as the installed SDK does it", async () => {
    const files = (range: string) => ({
      "/app/src/functions/order.js": "",
      "/app/package.json": `{ "dependencies": { "durable-functions": "${range}" } }`,
      "/app/node_modules/durable-functions/package.json": `{ "version": "${range.slice(1)}" }`,
    });
    for (const pattern of ["eternal", "monitor"] as const) {
      const request = { kind: "orchestrator", name: "go", pattern } as const;
      const textFor = async (range: string) => (await planOf(request, files(range))).files[0]?.text ?? "";
      assert.match(await textFor("^1.5.4"), /^ +yield context\.df\.continueAsNew\(/m);
      assert.match(await textFor("^2.1.4"), /^ +context\.df\.continueAsNew\(/m);
    }
  });

  it("names the orchestrator that nobody chose where there are several, and the model that nothing shows", async () => {
    const two = { "/app/src/functions/more.js": order.replace('"order"', '"more"') };
    assert.deepEqual((await planOf({ kind: "client", name: "go" })).notes, []);
    assert.deepEqual((await planOf({ kind: "client", name: "go", target: "order" }, two)).notes, []);
    assert.deepEqual((await planOf({ kind: "client", name: "go" }, two)).notes, [
      "It is for more, the first of the 2 orchestrators of this app.",
    ]);
    const bare = { "/app/package.json": "{}", "/app/node_modules/durable-functions/package.json": "{}" };
    const { notes } = await planOf({ kind: "activity", name: "pay" }, bare);
    assert.match(notes[0] ?? "", /^Nothing here shows the programming model: this is v4/);
  });

  describe("offers packages", () => {
    const bare = {
      "/app/src/functions/order.js": "",
      "/app/package.json": `{ "main": "src/*.js" }`,
      "/app/node_modules/durable-functions/package.json": "{}",
    };
    const offered = async (files: MemoryFiles, model: "v3" | "v4" = "v4") => {
      const { commands } = await planOf({ kind: "activity", name: "pay", model }, { ...bare, ...files });
      return commands.map(({ command, args }) => [command, ...args].join(" "));
    };
    for (const [title, files, command] of [
      ["npm, when nothing says another", {}, "npm install"],
      ["pnpm by its lock file", { "/app/pnpm-lock.yaml": "" }, "pnpm add"],
      ["yarn by its lock file", { "/app/yarn.lock": "" }, "yarn add"],
      ["bun by its lock file", { "/app/bun.lock": "" }, "bun add"],
      ["pnpm by package.json of a folder above", { "/package.json": `{ "packageManager": "pnpm@9.1.0" }` }, "pnpm add"],
    ] as const)
      it(`by ${title}`, async () => {
        assert.deepEqual(await offered(files), [`${command} durable-functions@3`]);
      });

    it("that are named and not installed; not with Plug'n'Play, where that is not seen", async () => {
      const named = { "/app/package.json": `{ "main": "src/*.js", "dependencies": { "durable-functions": "^3" } }` };
      assert.deepEqual(await offered({ ...named, "/app/yarn.lock": "" }), ["yarn install"]);
      assert.deepEqual(await offered({ ...named, "/app/yarn.lock": "", "/app/.pnp.cjs": "" }), []);
    });

    it("of the other model's SDK", async () => {
      const three = { "/app/node_modules/durable-functions/package.json": `{ "version": "3.5.0" }` };
      assert.deepEqual(await offered(three, "v3"), ["npm install durable-functions@2"]);
      assert.deepEqual(await offered(three), []);
    });

    it("with the types that model v3 in TypeScript imports", async () => {
      const typed = {
        "/app/tsconfig.json": "{}",
        "/app/node_modules/durable-functions/package.json": `{ "version": "2.1.4" }`,
      };
      const types = "npm install -D @azure/functions@3";
      assert.deepEqual(await offered(typed, "v3"), [types]);
      const named = { "/app/package.json": `{ "devDependencies": { "@azure/functions": "^3" } }` };
      assert.deepEqual(await offered({ ...typed, ...named }, "v3"), []);
      const installed = { "/node_modules/@azure/functions/package.json": "{}" };
      assert.deepEqual(await offered({ ...typed, ...installed }, "v3"), []);
    });
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

  it("sets the storage that func init leaves empty", async () => {
    const text = `{ "Values": { "azureWebJobsStorage": "" } }`;
    const plan = await planOf({ kind: "activity", name: "pay" }, { "/app/local.settings.json": text });
    assert.equal(changed(text, plan), `{ "Values": { "azureWebJobsStorage": "UseDevelopmentStorage=true" } }`);
    assert.match(plan.notes.join(), /gets AzureWebJobsStorage/);
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
      [
        "a folder that a build makes",
        { kind: "activity", name: "Build", model: "v3" },
        {
          "/app/package.json": "{}",
          "/app/src/functions/order.js": "",
          "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "build/js" } }`,
        },
        /Take another name, such as Build2/,
      ],
      ["a host.json that is broken", { kind: "activity", name: "pay" }, { "/app/host.json": "{" }, /not valid JSON/],
    ];
  for (const [title, request, files, problem] of refused)
    it(`is refused for ${title}`, async () => {
      const { value, problems } = await planned(request, files);
      assert.equal(value, undefined);
      assert.match(problems.map(({ message }) => message).join("\n"), problem);
    });
});

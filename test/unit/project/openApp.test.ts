import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { ToolkitError } from "../../../src/base/errors";
import { nodeFiles } from "../../../src/node/files";
import { findAppRoot } from "../../../src/project/findAppRoot";
import { loadRequestFor } from "../../../src/project/loadRequest";
import { openApp } from "../../../src/project/openApp";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";

const sdk = (version: string) => ({ "/repo/node_modules/durable-functions/package.json": JSON.stringify({ version }) });
const packageJson = (members: object) =>
  JSON.stringify({ dependencies: { "durable-functions": "^3.5.0" }, ...members });

const javascript: MemoryFiles = {
  "/repo/app/host.json": "{}",
  "/repo/app/package.json": packageJson({ main: "src/{index.js,functions/*.js}" }),
  "/repo/app/src/index.js": `require("./shared"); require("express")`,
  "/repo/app/src/shared.js": `df.app.orchestration("shared", f); require("./index")`,
  "/repo/app/src/functions/order.js": `\ndf.app.orchestration("order", f); df.app.activity("charge", {});`,
  "/repo/app/src/functions/.hidden.js": `df.app.orchestration("hidden", f)`,
  ...sdk("3.5.0"),
};

const map = (source: string, content?: string) =>
  JSON.stringify({ version: 3, sources: [source], ...(content !== undefined && { sourcesContent: [content] }) });
const typescript: MemoryFiles = {
  "/repo/app/host.json": "{}",
  "/repo/app/package.json": packageJson({ main: "dist/functions/*.js", scripts: { build: "tsc" } }),
  "/repo/app/tsconfig.json": `{ "compilerOptions": { "outDir": "./dist", "rootDir": "src" } } // tsc`,
  "/repo/app/src/functions/order.ts": { text: `\n\ndf.app.orchestration("order", f as Handler);`, modifiedAt: 10 },
  "/repo/app/dist/functions/order.js": { text: `df.app.orchestration("order", f);`, modifiedAt: 20 },
  ...sdk("3.5.0"),
};

const open = (files: MemoryFiles) => openApp(memoryReader(files), "/repo/app");
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

function errorOf(action: () => unknown): ToolkitError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof ToolkitError, String(error));
    return error;
  }
  return assert.fail("nothing was thrown");
}

describe("findAppRoot", () => {
  it("is the nearest folder with host.json, of files and folders", async () => {
    const reader = memoryReader({ "/repo/host.json": "{}", "/repo/app/host.json": "{}", "/other/x.js": "" });
    assert.equal(await findAppRoot(reader, "/repo/app/src/order.js"), "/repo/app");
    assert.equal(await findAppRoot(reader, "/repo/app"), "/repo/app");
    assert.equal(await findAppRoot(reader, "/repo/libs/x.js"), "/repo");
    assert.equal(await findAppRoot(reader, "/other/x.js"), undefined);
  });
});

describe("openApp on a JavaScript app", () => {
  it("finds functions in entry files and in what they load", async () => {
    const { value, problems } = await open(javascript);
    assert.deepEqual(problems, []);
    assert.equal(value.model, "v4");
    assert.equal(value.language, "javascript");
    assert.deepEqual(value.entryFiles, ["/repo/app/src/functions/order.js", "/repo/app/src/index.js"]);
    assert.deepEqual(
      value.functions.map(({ name, kind, file, line }) => `${kind} ${name} ${file}:${line}`),
      [
        "orchestration order /repo/app/src/functions/order.js:2",
        "activity charge /repo/app/src/functions/order.js:2",
        "orchestration shared /repo/app/src/shared.js:1",
      ],
    );
  });

  it("loads the file that registers the orchestrator, whatever the case of its name", async () => {
    const { value } = await open(javascript);
    const load = loadRequestFor(value, "Shared");
    assert.deepEqual(load.files, ["/repo/app/src/shared.js"]);
    assert.equal(load.orchestrator, "Shared");
    assert.equal(load.sdkMajor, 3);
    assert.deepEqual(load.knownFunctions, [
      { name: "order", kind: "orchestration" },
      { name: "charge", kind: "activity" },
      { name: "shared", kind: "orchestration" },
    ]);
    assert.deepEqual(loadRequestFor(value, "computedName").files, []);
  });

  it("says what to do without a main, or with one that matches nothing", async () => {
    const noMain = await open({ ...javascript, "/repo/app/package.json": packageJson({}) });
    assert.deepEqual(codes(noMain.problems), ["build-missing"]);
    assert.match(noMain.problems[0]?.message ?? "", /^"main" is not set, .* for example "src\/functions\/\*\.js"\.$/);
    assert.match(errorOf(() => loadRequestFor(noMain.value, "order")).message, /has no "main"/);
    const wrong = await open({ ...javascript, "/repo/app/package.json": packageJson({ main: "lib/*.js" }) });
    assert.match(
      errorOf(() => loadRequestFor(wrong.value, "order")).message,
      /"main" of package\.json \(lib\/\*\.js\)/,
    );
  });
});

describe("installed SDK", () => {
  for (const [version, major] of [
    ["1.5.4", 1],
    ["2.1.4", 2],
    ["3.5.0", 3],
  ] as const) {
    it(`${version} is supported, also from a folder above the app`, async () => {
      const { value, problems } = await open({ ...javascript, ...sdk(version) });
      assert.deepEqual(problems, []);
      assert.deepEqual(value.sdk, { directory: "/repo/node_modules/durable-functions", version, major });
      assert.equal(loadRequestFor(value, "order").sdkMajor, major);
    });
  }

  it("of a major version before 1 is to be replaced", async () => {
    const { value } = await open({ ...javascript, ...sdk("0.3.0") });
    assert.match(
      errorOf(() => loadRequestFor(value, "order")).message,
      /0\.3\.0 is not .* `npm install durable-functions@2`/,
    );
  });

  it("of another major version is refused", async () => {
    const { value, problems } = await open({ ...javascript, ...sdk("4.0.0-beta.1") });
    assert.deepEqual(codes(problems), ["sdk-unsupported"]);
    const error = errorOf(() => loadRequestFor(value, "order"));
    assert.equal(error.code, "sdk-unsupported");
    assert.match(error.message, /4\.0\.0-beta\.1/);
  });

  it("that is missing is to be installed", async () => {
    const files = Object.fromEntries(Object.entries(javascript).filter(([file]) => !file.includes("node_modules")));
    const { value, problems } = await open(files);
    assert.deepEqual(codes(problems), ["sdk-missing"]);
    const error = errorOf(() => loadRequestFor(value, "order"));
    assert.equal(error.code, "sdk-missing");
    assert.match(error.message, /durable-functions \(\^3\.5\.0\) is not installed\. Run `npm install`/);
    const unnamed = await open({ ...files, "/repo/app/package.json": `{"main": "src/functions/*.js"}` });
    assert.match(unnamed.problems[0]?.message ?? "", /npm install durable-functions@3/);
  });
});

describe("openApp on a TypeScript app", () => {
  it("shows functions where they were written and loads what was built", async () => {
    const { value, problems } = await open(typescript);
    assert.deepEqual(problems, []);
    assert.equal(value.language, "typescript");
    const [order] = value.functions;
    assert.deepEqual([order?.file, order?.line], ["/repo/app/src/functions/order.ts", 3]);
    assert.deepEqual(loadRequestFor(value, "order").files, ["/repo/app/dist/functions/order.js"]);
  });

  it("relates files by source map where tsconfig does not tell", async () => {
    const moved = {
      "/repo/app/host.json": "{}",
      "/repo/app/package.json": packageJson({ main: "out/bundle.js" }),
      "/repo/app/out/bundle.js": { text: `df.app.orchestration("order", f);`, modifiedAt: 20 },
      "/repo/app/out/bundle.js.map": map("../code/order.ts"),
      "/repo/app/code/order.ts": { text: `\ndf.app.orchestration("order", f)`, modifiedAt: 10 },
      ...sdk("3.5.0"),
    };
    const { value } = await open(moved);
    assert.deepEqual([value.functions[0]?.file, value.functions[0]?.line], ["/repo/app/code/order.ts", 2]);
    assert.equal(value.language, "typescript");
  });

  it("warns of a build older than its source", async () => {
    const edited = { text: `\n\ndf.app.orchestration("order", f);`, modifiedAt: 30 };
    const { value, problems } = await open({ ...typescript, "/repo/app/src/functions/order.ts": edited });
    assert.deepEqual(codes(problems), ["build-stale"]);
    assert.match(problems[0]?.message ?? "", /order\.js is older than order\.ts.*npm run build/);
    assert.equal(problems[0]?.place, "/repo/app/src/functions/order.ts, built as /repo/app/dist/functions/order.js");
    assert.deepEqual(value.builtFiles[0]?.newerSources, ["/repo/app/src/functions/order.ts"]);
  });

  it("does not warn of a source that was touched only", async () => {
    const text = `\n\ndf.app.orchestration("order", f);`;
    const files = {
      ...typescript,
      "/repo/app/src/functions/order.ts": { text, modifiedAt: 30 },
      "/repo/app/dist/functions/order.js.map": map("../../src/functions/order.ts", text),
    };
    assert.deepEqual((await open(files)).problems, []);
  });

  it("without a build asks for one, and still finds functions in the sources", async () => {
    const files = Object.fromEntries(Object.entries(typescript).filter(([file]) => !file.includes("/dist/")));
    const { value, problems } = await open(files);
    assert.deepEqual(codes(problems), ["build-missing"]);
    assert.match(problems[0]?.message ?? "", /npm run build/);
    assert.deepEqual([value.functions[0]?.file, value.functions[0]?.line], ["/repo/app/src/functions/order.ts", 3]);
    assert.equal(errorOf(() => loadRequestFor(value, "order")).code, "build-missing");
  });

  it("asks for a build when the function is newer than it", async () => {
    const files = {
      ...typescript,
      "/repo/app/src/functions/refund.ts": { text: `df.app.orchestration("refund", f)`, modifiedAt: 30 },
    };
    const { value } = await open(files);
    const error = errorOf(() => loadRequestFor(value, "refund"));
    assert.equal(error.code, "build-missing");
    assert.deepEqual(error.place, { file: "/repo/app/src/functions/refund.ts", line: 1 });
  });

  it("reads outDir from the file that tsconfig extends", async () => {
    const files = {
      ...typescript,
      "/repo/app/tsconfig.json": `{ "extends": "../base", "compilerOptions": { "rootDir": "src" } }`,
      "/repo/base.json": `{ "compilerOptions": { "outDir": "./app/dist", "rootDir": "never" } }`,
    };
    assert.equal((await open(files)).value.functions[0]?.file, "/repo/app/src/functions/order.ts");
  });
});

describe("openApp on function.json folders", () => {
  const trigger = (type: string, members: object = {}) =>
    JSON.stringify({ bindings: [{ name: "context", type, ...members }] });
  const files: MemoryFiles = {
    "/repo/app/host.json": "{}",
    "/repo/app/package.json": packageJson({}),
    "/repo/app/Order/function.json": trigger("orchestrationTrigger", { orchestration: "PlaceOrder" }),
    "/repo/app/Order/index.js": "",
    "/repo/app/Charge/function.json": JSON.stringify({
      scriptFile: "../dist/charge.js",
      entryPoint: "run",
      bindings: [{ name: "amount", type: "activityTrigger" }],
    }),
    "/repo/app/dist/charge.js": "",
    "/repo/app/Start/function.json": trigger("httpTrigger"),
    "/repo/app/Start/index.js": "",
    "/repo/app/Odd/function.json": `{"bindings": []}`,
    "/repo/app/Lost/function.json": JSON.stringify({
      scriptFile: "gone.js",
      bindings: [{ name: "c", type: "entityTrigger" }],
    }),
    ...sdk("2.1.4"),
  };

  it("places those of one script by their entry points", async () => {
    const linesOf = async (code: string) => {
      const shared = (entryPoint: string) =>
        JSON.stringify({ bindings: [{ type: "orchestrationTrigger" }], scriptFile: "../shared.js", entryPoint });
      const { value } = await open({
        "/repo/app/host.json": "{}",
        "/repo/app/A/function.json": shared("run"),
        "/repo/app/B/function.json": shared("other"),
        "/repo/app/shared.js": code,
      });
      return value.functions.map(({ line }) => line);
    };
    const run = "df.orchestrator(function* () {})";
    assert.deepEqual(await linesOf(`\nexports.run = ${run};\nexports.other = ${run};`), [2, 3]);
    assert.deepEqual(await linesOf(`module.exports = {\n run: ${run},\n other: ${run} };`), [2, 3]);
    assert.deepEqual(await linesOf(`\nmodule.exports.run = second;\n const second = ${run};`), [3, 3]);
    assert.deepEqual(
      await linesOf(`const run = ${run};\nfunction* last() {}\nexports.other = df.orchestrator(last);`),
      [1, 2],
    );
  });

  it("indexes them under the names that the engine uses", async () => {
    const { value, problems } = await open(files);
    assert.equal(value.model, "v3");
    assert.deepEqual(
      value.functions.map(({ kind, name, file }) => `${kind} ${name} ${file}`),
      [
        "activity Charge /repo/app/dist/charge.js",
        "entity Lost /repo/app/Lost/function.json",
        "orchestration PlaceOrder /repo/app/Order/index.js",
        "other Start /repo/app/Start/index.js",
      ],
    );
    assert.deepEqual(codes(problems), ["function-without-trigger", "build-missing"]);
  });

  it("says which file a folder lacks, whether it names one or not", async () => {
    const { problems } = await open({ ...files, "/repo/app/Bare/function.json": trigger("activityTrigger") });
    const missing = problems.filter(({ code }) => code === "build-missing");
    assert.deepEqual(
      missing.map(({ place, message }) => `${place} ${message}`),
      [
        "/repo/app/Bare/function.json There is no index.js in this folder, and no scriptFile is set: the function cannot be loaded. Add it, or set scriptFile.",
        "/repo/app/Lost/function.json There is no file gone.js (scriptFile): the function cannot be loaded. Set scriptFile to the file of the function.",
      ],
    );
  });

  it("gives the loader what function.json says", async () => {
    const { value } = await open(files);
    const load = loadRequestFor(value, "placeorder");
    assert.deepEqual(load.functionJson, { directory: "/repo/app/Order", bindingName: "context" });
    assert.deepEqual(load.files, ["/repo/app/Order/index.js"]);
    assert.equal(load.sdkMajor, 2);
  });

  it("names near names when the orchestrator is not there", async () => {
    const { value } = await open(files);
    const error = errorOf(() => loadRequestFor(value, "PlaceOrders"));
    assert.equal(error.code, "orchestrator-not-found");
    assert.match(error.message, /no orchestrator "PlaceOrders"\. Did you mean PlaceOrder\?/);
  });
});

describe("openApp on the disk", () => {
  it("reads the app of the recordings", async () => {
    const root = join(process.cwd(), "test/fixtures/apps/v4-js");
    const { value } = await openApp(nodeFiles, root);
    assert.equal(value.durable.hub.name, "OrdersV4");
    assert.ok(value.entryFiles.includes(join(root, "src/functions/chain.js")));
    const chain = value.functions.find(({ kind, name }) => kind === "orchestration" && name === "chain");
    assert.deepEqual([chain?.file, chain?.line], [join(root, "src/functions/chain.js"), 3]);
  });

  it("finds the orchestrators of function.json folders where they are written", async () => {
    const root = join(process.cwd(), "test/fixtures/apps/v3-ts");
    const { value, problems } = await openApp(nodeFiles, root);
    const orchestrators = value.functions.filter(({ kind }) => kind === "orchestration");
    assert.deepEqual(
      orchestrators.map(({ name, file, line }) => `${name} ${relative(root, file)}:${line}`),
      ["approval approval/index.ts:9", "onboarding onboarding/index.ts:4", "salesReport salesReport/index.ts:4"],
    );
    assert.deepEqual([value.model, value.language, problems], ["v3", "typescript", []]);
  });
});

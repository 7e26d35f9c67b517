import assert from "node:assert/strict";
import { setupRules } from "../../../../src/project/setup/checkSetup";
import type { MemoryFiles } from "../../../support/memoryFiles";
import { installed, setupFindings, soundApp, soundFolders } from "../../../support/setupFindings";

const sdkFile = "/app/node_modules/durable-functions/package.json";

describe("checkSetup", () => {
  it("finds nothing in apps in which everything fits", async () => {
    assert.deepEqual(await setupFindings(soundApp), []);
    assert.deepEqual(await setupFindings(soundFolders), []);
  });

  it("has the problems of reading the app among its findings, errors first", async () => {
    const files = { ...soundApp, "/app/host.json": `{ "version": "2.0" }`, [sdkFile]: "{}" };
    assert.deepEqual(await setupFindings(files), [
      "error sdk-missing /app/package.json:1:1 <> The package durable-functions (^3.1.0) is not installed. Run `npm install` in the app's folder.",
      'warning extension-too-old /app/host.json:1:1 <> host.json names no extensionBundle and there is no extensions.csproj: the host starts without the Durable Functions extension. Add "extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)" }.',
    ]);
  });

  it("names findings by the ids of its rules", async () => {
    const lines = await setupFindings({ ...soundApp, [sdkFile]: installed("3.0.9") });
    assert.ok(lines.every((line) => Object.keys(setupRules).includes(line.split(" ")[1] ?? "")) && lines.length === 1);
  });
});

describe("sdk-and-model", () => {
  it("is functions in code with an SDK for folders", async () => {
    const packageJson = soundApp["/app/package.json"].replace("^3.1.0", "^2.1.0");
    assert.deepEqual(
      await setupFindings({ ...soundApp, "/app/package.json": packageJson, [sdkFile]: installed("2.1.3") }),
      [
        'error sdk-and-model /app/package.json:4:5 <"durable-functions": "^2.1.0"> Functions are registered in code (model v4), which durable-functions 2.1.3 does not have. Run `npm install durable-functions@3`.',
      ],
    );
  });

  it("is functions in folders with an SDK for code", async () => {
    const packageJson = soundFolders["/app/package.json"].replace("^2.1.0", "^3.1.0");
    assert.deepEqual(
      await setupFindings({ ...soundFolders, "/app/package.json": packageJson, [sdkFile]: installed("3.1.0") }),
      [
        'error sdk-and-model /app/package.json:1:21 <"durable-functions": "^3.1.0"> Functions have function.json (model v3), and durable-functions 3.1.0 is for functions registered in code. Run `npm install durable-functions@2`, or move to model v4.',
      ],
    );
  });

  it("goes by what package.json asks for where no SDK is installed", async () => {
    const packageJson = soundApp["/app/package.json"].replace("^3.1.0", "^2.1.0");
    const files: MemoryFiles = { ...soundApp, "/app/package.json": packageJson };
    Reflect.deleteProperty(files, sdkFile);
    assert.deepEqual(
      (await setupFindings(files)).filter((line) => line.includes("sdk-and-model")),
      [
        'error sdk-and-model /app/package.json:4:5 <"durable-functions": "^2.1.0"> Functions are registered in code (model v4), which durable-functions ^2.1.0 does not have. Run `npm install durable-functions@3`.',
      ],
    );
  });

  it("is an older @azure/functions beside SDK 3", async () => {
    const functions = { "/app/node_modules/@azure/functions/package.json": installed("3.5.0") };
    assert.deepEqual(await setupFindings({ ...soundApp, ...functions }), [
      'error sdk-and-model /app/package.json:4:5 <"durable-functions": "^3.1.0"> durable-functions 3.1.0 needs @azure/functions 4; 3.5.0 is installed. Run `npm install @azure/functions@4`.',
    ]);
    assert.deepEqual(await setupFindings({ ...soundFolders, ...functions }), []);
  });
});

describe("sdk-range", () => {
  const withRange = (range: string, version: string) => {
    const packageJson = soundApp["/app/package.json"].replace("^3.1.0", range);
    return setupFindings({ ...soundApp, "/app/package.json": packageJson, [sdkFile]: installed(version) });
  };

  it("is an installed version that package.json does not ask for", async () => {
    assert.deepEqual(await withRange("^3.1.0", "3.0.9"), [
      'warning sdk-range /app/package.json:4:5 <"durable-functions": "^3.1.0"> package.json asks for durable-functions ^3.1.0, and 3.0.9 is installed. Run `npm install` in the app\'s folder.',
    ]);
    assert.equal((await withRange("~3.1.0", "3.2.0")).length, 1);
    assert.equal((await withRange("3.1.0", "3.1.1")).length, 1);
  });

  it("is not a version in the range, nor a range of another form", async () => {
    assert.deepEqual(await withRange("^3.1.0", "3.5.0"), []);
    assert.deepEqual(await withRange("~3.1.1", "3.1.2"), []);
    assert.deepEqual(await withRange("3.x", "3.1.0"), []);
  });
});

describe("function-names", () => {
  const taken = (name: string, alike: string, line: number, place: string) =>
    `error function-names ${place} <"${name}"> The name "${name}" ${alike} (${name === "order" ? "orchestration" : "activity"}, line ${line} of src/order.js): functions are told apart by name only. Rename one.`;

  it("is a name that is registered twice, also for functions of one kind", async () => {
    const again = `\ndf.app.activity("Charge", {});\ndf.app.orchestration("order", f);\napp.http("order", {});`;
    assert.deepEqual(await setupFindings({ ...soundApp, "/app/src/pay.js": again }), [
      taken("Charge", 'differs from "charge" by case only', 2, "/app/src/pay.js:2:17"),
      taken("order", "is taken", 1, "/app/src/pay.js:3:22"),
      taken("order", "is taken", 1, "/app/src/pay.js:4:10"),
    ]);
    assert.deepEqual(await setupFindings({ ...soundApp, "/app/src/pay.js": `df.app.activity("pay", {});` }), []);
  });

  it("counts a source and what was built from it once", async () => {
    const map = JSON.stringify({ version: 3, sources: ["../src/order.ts"] });
    const files = {
      ...soundApp,
      "/app/package.json": soundApp["/app/package.json"].replace("src/*.js", "dist/*.js"),
      "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "dist", "rootDir": "src" } }`,
      "/app/src/order.ts": soundApp["/app/src/order.js"],
      "/app/dist/order.js": `${soundApp["/app/src/order.js"]}\n//# sourceMappingURL=order.js.map`,
      "/app/dist/order.js.map": map,
    };
    assert.deepEqual(await setupFindings(files), []);
    const twice = { ...files, "/app/src/order.ts": `${files["/app/src/order.ts"]}\ndf.app.activity("charge", {});` };
    assert.deepEqual(await setupFindings(twice), [
      'error function-names /app/src/order.ts:3:17 <"charge"> The name "charge" is taken (activity, line 2 of src/order.ts): functions are told apart by name only. Rename one.',
    ]);
  });
});

describe("orchestrator-bindings", () => {
  it("are bindings beside the trigger", async () => {
    const bindings = (type: string) =>
      `{ "bindings": [\n  { "name": "context", "type": "${type}" },\n  { "name": "out", "type": "queue" }\n] }`;
    const withBindings = (type: string) =>
      setupFindings({ ...soundFolders, "/app/order/function.json": bindings(type) });
    assert.deepEqual(await withBindings("orchestrationTrigger"), [
      'error orchestrator-bindings /app/order/function.json:3:20 <"type": "queue"> The binding "queue" stands beside orchestrationTrigger: it would read or write on each replay. Move it to an activity.',
    ]);
    assert.deepEqual(await withBindings("activityTrigger"), []);
  });
});

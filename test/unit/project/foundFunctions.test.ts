import assert from "node:assert/strict";
import { foundFunctions, functionsFrom, orchestratorsIn } from "../../../src/analysis/names/foundFunctions";
import { createLintSession } from "../../../src/analysis/lintSession";
import { withFound, withSeen } from "../../../src/project/foundFunctions";
import type { FunctionApp } from "../../../src/project/functionApp";
import { openApp } from "../../../src/project/openApp";
import { memoryReader } from "../../support/memoryFiles";
import { memorySourceFiles } from "../../support/memorySourceFiles";

const texts = {
  "/app/host.json": "{}",
  "/app/package.json": JSON.stringify({ main: "src/*.js" }),
  "/app/src/main.js": `const df = require("durable-functions");
const { orchestrators } = require("../lib/orchestrators");
const { app } = df;
app.orchestration("plain", function* () {});
for (const [name, handler] of Object.entries(orchestrators)) app.orchestration(name, handler);
require("../lib/more");`,
  "/app/lib/orchestrators.js": `exports.orchestrators = {
  *order(context) {},
  PLAIN: function* (context) {},
};`,
  "/app/lib/more.js": `const df = require("durable-functions");
for (const name of ["nightly"]) df.app.orchestration(name, function* () {});`,
};

const index = () => createLintSession(memorySourceFiles(texts)).names().functions("/app");
const namesOf = ({ functions }: FunctionApp) =>
  functions.map(({ name, file, line, loadedFile }) => [name, file, line, loadedFile]);

describe("functions that are found by following the code", () => {
  it("are those that the app's list lacks, where the file that registers them is surely loaded", async () => {
    const { value: app } = await openApp(memoryReader(texts), "/app");
    assert.deepEqual(namesOf(app), [["plain", "/app/src/main.js", 4, "/app/src/main.js"]]);
    assert.deepEqual(namesOf(withFound(app, foundFunctions(index()))), [
      ["plain", "/app/src/main.js", 4, "/app/src/main.js"],
      // Its code is elsewhere; `nightly` is registered by a file that nothing says is loaded.
      ["order", "/app/lib/orchestrators.js", 2, "/app/src/main.js"],
    ]);
  });

  it("are in the built file of the source that registers them, unless that is older", () => {
    const app = (newerSources: readonly string[]) =>
      ({
        ...{ entryFiles: ["/app/dist/a.js"], functions: [] },
        builtFiles: [{ file: "/app/dist/a.js", sources: ["/app/src/a.ts"], newerSources }],
      }) as unknown as FunctionApp;
    const found = [
      { name: "order", kind: "orchestration", file: "/app/lib/o.ts", line: 3, registeredIn: "/app/src/a.ts" },
    ] as const;
    assert.deepEqual(namesOf(withFound(app([]), found)), [["order", "/app/lib/o.ts", 3, "/app/dist/a.js"]]);
    assert.deepEqual(namesOf(withFound(app(["/app/src/a.ts"]), found)), []);
  });

  it("are all that the sources of an app that is not built load, from other folders as well", async () => {
    const unbuilt = {
      "/repo/package.json": '{ "workspaces": ["packages/*"] }',
      "/repo/packages/steps/package.json": '{ "name": "@acme/steps", "main": "dist/index.js" }',
      "/repo/packages/steps/src/index.ts": `import { app } from "durable-functions";
app.activity("charge", { handler: () => 1 });`,
      "/repo/libs/names.ts": 'export enum Names { Pay = "pay" }\nexport const ship = "ship";',
      "/repo/app/host.json": "{}",
      "/repo/app/package.json": JSON.stringify({ main: "dist/main.js" }),
      "/repo/app/tsconfig.json": JSON.stringify({ compilerOptions: { outDir: "dist", rootDir: "src" } }),
      "/repo/app/src/main.ts": `import { app } from "durable-functions";
import { Names, ship } from "../../libs/names";
import "@acme/steps";
app.activity(Names.Pay, { handler: () => 1 });
app.activity(ship, { handler: () => 1 });
app.activity("plain", { handler: () => 1 });`,
      "/repo/app/src/old.ts": `import { app } from "durable-functions";
const name = "old";
app.activity(name, { handler: () => 1 });`,
    };
    const { value: app } = await openApp(memoryReader(unbuilt), "/repo/app");
    const names = createLintSession(memorySourceFiles(unbuilt)).names();
    const seen = withSeen(app, functionsFrom(names, "/repo/app", app.sourceFiles));
    assert.deepEqual(namesOf(seen), [
      ["plain", "/repo/app/src/main.ts", 6, undefined],
      ["pay", "/repo/app/src/main.ts", 4, undefined],
      ["ship", "/repo/app/src/main.ts", 5, undefined],
      ["charge", "/repo/packages/steps/src/index.ts", 2, undefined],
    ]);
  });

  it("are orchestrators of the file that has their code", () => {
    assert.deepEqual(orchestratorsIn(index(), "/app/lib/orchestrators.js"), [
      { name: "order", line: 2 },
      { name: "PLAIN", line: 3 },
    ]);
    assert.deepEqual(orchestratorsIn(index(), "/app/src/main.js"), [{ name: "plain", line: 4 }]);
  });
});

import assert from "node:assert/strict";
import { foundFunctions, orchestratorsIn } from "../../../src/analysis/names/foundFunctions";
import { createLintSession } from "../../../src/analysis/lintSession";
import { withFound } from "../../../src/project/foundFunctions";
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

  it("are orchestrators of the file that has their code", () => {
    assert.deepEqual(orchestratorsIn(index(), "/app/lib/orchestrators.js"), [
      { name: "order", line: 2 },
      { name: "PLAIN", line: 3 },
    ]);
    assert.deepEqual(orchestratorsIn(index(), "/app/src/main.js"), [{ name: "plain", line: 4 }]);
  });
});

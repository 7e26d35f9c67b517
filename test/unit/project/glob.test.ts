import assert from "node:assert/strict";
import { expandGlob } from "../../../src/project/glob";
import { nearNames } from "../../../src/base/nearNames";
import { joinPath, parentOf, relativeTo } from "../../../src/base/paths";
import { memoryReader } from "../../support/memoryFiles";

const names = [
  "index.js",
  "a.b.js",
  "src/index.js",
  "src/functions/one.js",
  "src/functions/two.mjs",
  "src/functions/deep/three.js",
  "src/.cache/four.js",
  "node_modules/x/index.js",
  "src/node_modules/y/five.js",
  "weird[1].js",
];
const reader = memoryReader(Object.fromEntries(names.map((name) => [`/app/${name}`, ""])));

describe("glob of entry files", () => {
  const cases: readonly [pattern: string, expected: readonly string[]][] = [
    ["index.js", ["index.js"]],
    ["./src/index.js", ["src/index.js"]],
    ["src/functions/*.js", ["src/functions/one.js"]],
    ["src/{index.js,functions/*.{js,mjs}}", ["src/functions/one.js", "src/functions/two.mjs", "src/index.js"]],
    ["src/**/*.js", ["src/functions/deep/three.js", "src/functions/one.js", "src/index.js"]],
    ["**/three.js", ["src/functions/deep/three.js"]],
    ["?.b.js", ["a.b.js"]],
    ["[a-c].b.js", ["a.b.js"]],
    ["[!a].b.js", []],
    ["*.js", ["a.b.js", "index.js", "weird[1].js"]],
    ["dist/*.js", []],
    ["src/@(index.js|functions/*.js)", ["src/functions/one.js", "src/index.js"]],
    ["src/?(functions/)*.js", ["src/functions/one.js", "src/index.js"]],
    ["@(index|a.b).js", ["a.b.js", "index.js"]],
    ["!(index).js", ["a.b.js", "weird[1].js"]],
    ["src/functions/*.@(js|mjs)", ["src/functions/one.js", "src/functions/two.mjs"]],
    ["src/functions/*.?(m)js", ["src/functions/one.js", "src/functions/two.mjs"]],
    ["src/**/!(three|two*).?(m)js", ["src/functions/one.js", "src/index.js"]],
    ["+(i|n|d|e|x).js", ["index.js"]],
    ["src/{@(index).js,functions/@(one|two).*}", ["src/functions/one.js", "src/functions/two.mjs", "src/index.js"]],
    ["@(index.js", []],
    ["src/functions", []],
    ["node_modules/x/*.js", ["node_modules/x/index.js"]],
  ];
  for (const [pattern, expected] of cases) {
    it(`${pattern} matches ${expected.length ? expected.join(", ") : "nothing"}`, async () => {
      assert.deepEqual(
        await expandGlob(reader, "/app", pattern),
        expected.map((name) => `/app/${name}`),
      );
    });
  }
});

describe("paths", () => {
  it("work on both platforms", () => {
    assert.equal(joinPath("/app", "../x/./y.js"), "/x/y.js");
    assert.equal(joinPath("/", "a"), "/a");
    assert.equal(parentOf("/a"), "/");
    assert.equal(parentOf("/"), "/");
    assert.equal(joinPath("C:\\app", "../x/y.js"), "C:\\x\\y.js");
    assert.equal(parentOf("C:\\a"), "C:\\");
    assert.equal(parentOf("C:\\"), "C:\\");
    assert.equal(relativeTo("/app", "/app/src/x.js"), "src/x.js");
    assert.equal(relativeTo("/app", "/application/x.js"), undefined);
    assert.equal(relativeTo("C:\\app", "C:\\app\\src\\x.js"), "src/x.js");
  });
});

describe("near names", () => {
  it("come nearest first and leave out the far", () => {
    assert.deepEqual(nearNames("orderr", ["ordr", "orders", "chain"]), ["orders", "ordr"]);
    assert.deepEqual(nearNames("shipOrder", ["approve"]), []);
  });

  it("are one edit away when the name is short", () => {
    assert.deepEqual(nearNames("ordr", ["order", "orders", "Ordr2"]), ["order", "Ordr2"]);
    assert.deepEqual(nearNames("Nope", ["HOME"]), []);
  });
});

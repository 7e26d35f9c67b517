import assert from "node:assert/strict";
import { openApp } from "../../../src/project/openApp";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";

const source = "/repo/app/src/order.ts";
const code = `df.app.orchestration("order", f);`;

/** A bundle of one source, which a map beside it names; the source was changed after the build. */
const bundle = (name: string, more: object = {}): MemoryFiles => ({
  "/repo/app/host.json": "{}",
  "/repo/app/package.json": JSON.stringify({ main: "dist/main.js", scripts: { build: "webpack" } }),
  "/repo/app/dist/main.js": { text: code, modifiedAt: 20 },
  "/repo/app/dist/main.js.map": JSON.stringify({ version: 3, sources: ["webpack://app/webpack/bootstrap", name], ...more }),
  [source]: { text: `\n${code}`, modifiedAt: 30 },
}); // prettier-ignore

async function newerSources(files: MemoryFiles): Promise<readonly string[]> {
  const { value, problems } = await openApp(memoryReader(files), "/repo/app");
  const stale = problems.filter(({ code: found }) => found === "build-stale");
  const newer = value.builtFiles.flatMap((built) => built.newerSources);
  assert.equal(stale.length, Math.min(newer.length, 1));
  if (stale[0]) assert.match(stale[0].message, /main\.js is older than \w+\.ts.*Build first \(npm run build\)/);
  return newer;
}

describe("a build that is older than its source", () => {
  for (const [bundler, name] of [
    ["webpack", "webpack://app/./src/order.ts"],
    ["webpack, once more with a hash", "webpack://app/./src/order.ts?1a2b"],
    ["webpack, with a scope", "webpack://@scope/app/./src/order.ts"],
    ["webpack, without a name", "webpack:///./src/order.ts"],
    ["webpack, in the folder above", "webpack://app/./app/src/order.ts"],
    ["webpack, as file URLs", `file://${source}`],
    ["webpack, with absolute paths", `webpack:///${source}`],
    ["esbuild, rollup, vite and tsup", "../src/order.ts"],
    ["rollup with a host", "rollup://localhost/src/order.ts"],
    ["turbopack", "turbopack:///[project]/src/order.ts"],
  ] as const)
    it(`is noticed by the names of ${bundler}: ${name}`, async () => {
      assert.deepEqual(await newerSources(bundle(name)), [source]);
    });

  it("is noticed where the map has a root", async () => {
    assert.deepEqual(await newerSources(bundle("./src/order.ts", { sourceRoot: "webpack://app/" })), [source]);
    assert.deepEqual(await newerSources(bundle("src/order.ts", { sourceRoot: "../" })), [source]);
  });

  it("is noticed where the map is inside the file, or elsewhere", async () => {
    const { "/repo/app/dist/main.js.map": map, ...files } = bundle("webpack://app/./src/order.ts");
    const text = map as string;
    const inline = `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString("base64")}`;
    assert.deepEqual(await newerSources({ ...files, "/repo/app/dist/main.js": { text: inline, modifiedAt: 20 } }), [
      source,
    ]);
    const apart = { text: `${code}\n//# sourceMappingURL=../maps/main.map`, modifiedAt: 20 };
    const all = { ...files, "/repo/app/dist/main.js": apart, "/repo/app/maps/main.map": text };
    assert.deepEqual(await newerSources(all), [source]);
  });

  it("is no matter of names that stand for no file", async () => {
    assert.deepEqual(await newerSources(bundle("webpack://app/./src/gone.ts")), []);
    assert.deepEqual(await newerSources(bundle("env:settings")), []);
  });

  it("is none when the source was touched only", async () => {
    const files = bundle("webpack://app/./src/order.ts", { sourcesContent: ["", `\n${code}`] });
    assert.deepEqual(await newerSources(files), []);
  });
});

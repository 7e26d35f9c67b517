import assert from "node:assert/strict";
import type { Problem } from "../../../src/base/parsed";
import { readTsConfig, sourceCandidates, sourcePatterns } from "../../../src/project/tsConfig";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";

const json = (value: unknown) => JSON.stringify(value);
const options = (compilerOptions: object, base?: unknown) => json({ compilerOptions, extends: base });

async function configOf(files: MemoryFiles) {
  const problems: Problem[] = [];
  const config = await readTsConfig(memoryReader(files), "/repo/app", problems);
  return { config, problems };
}

describe("tsconfig.json of an app", () => {
  for (const [title, files] of [
    [
      "a list of files, the later over the earlier",
      {
        "/repo/app/tsconfig.json": json({ extends: ["../a", "../b.json"] }),
        "/repo/a.json": options({ outDir: "elsewhere", rootDir: "app/src", module: "commonjs" }),
        "/repo/b.json": options({ outDir: "app/dist", module: "Node16" }),
      },
    ],
    [
      "a file of a package in a folder above",
      {
        "/repo/app/tsconfig.json": options({ outDir: "dist", rootDir: "src" }, "@our/tsconfig/app.json"),
        "/repo/node_modules/@our/tsconfig/app.json": options({ outDir: "lib", module: "Node16" }),
      },
    ],
    [
      "a package with folders of the app that extends it",
      {
        "/repo/app/tsconfig.json": json({ extends: "@our/tsconfig" }),
        "/repo/app/node_modules/@our/tsconfig/tsconfig.json": options({
          outDir: "${configDir}/dist",
          rootDir: "${configDir}/src",
          module: "Node16",
        }),
      },
    ],
    [
      "a file that goes on in a circle",
      {
        "/repo/app/tsconfig.json": options({ outDir: "dist", rootDir: "src", module: "Node16" }, "./base"),
        "/repo/app/base.json": json({ extends: "./tsconfig.json" }),
      },
    ],
  ] as const)
    it(`extends ${title}`, async () => {
      const { config } = await configOf(files);
      assert.deepEqual(config, { outDir: "/repo/app/dist", rootDir: "/repo/app/src", module: "Node16" });
    });

  it("names a broken file that it extends", async () => {
    const { config, problems } = await configOf({
      "/repo/app/tsconfig.json": options({ outDir: "dist" }, "../base.json"),
      "/repo/base.json": "{\n  oops",
    });
    assert.deepEqual(
      [config, problems.map(({ place }) => place)],
      [{ outDir: "/repo/app/dist" }, ["/repo/base.json:2"]],
    );
    assert.match(problems[0]?.message ?? "", /as tsc cannot read it either/);
  });
});

describe("sources of what tsc builds", () => {
  const app = "/repo/app";
  it("are found below a root that lies above the app", () => {
    const config = { outDir: "/repo/app/dist", rootDir: "/repo" };
    assert.deepEqual(sourcePatterns(app, config, "dist/app/src/*.js"), ["src/*.ts"]);
    assert.deepEqual(sourceCandidates(app, config, "/repo/app/dist/app/src/a.js").slice(0, 1), ["/repo/app/src/a.ts"]);
  });

  it("are found without a root, also where the app imports what lies beside it", () => {
    const config = { outDir: "/repo/app/dist" };
    assert.deepEqual(sourcePatterns(app, config, "dist/app/src/{index,functions/*}.js"), [
      ...["app/src/index.ts", "src/app/src/index.ts", "src/index.ts"],
      ...["app/src/functions/*.ts", "src/app/src/functions/*.ts", "src/functions/*.ts"],
    ]);
    const candidates = sourceCandidates(app, config, "/repo/app/dist/app/src/a.js");
    assert.ok(candidates.includes("/repo/app/src/a.ts"), candidates.join());
    assert.ok(
      candidates.every((file) => file.startsWith("/repo/app/")),
      candidates.join(),
    );
  });

  it("are found behind a build outside of the app", () => {
    const config = { outDir: "/repo/build", rootDir: "/repo/app/src" };
    assert.deepEqual(sourcePatterns(app, config, "../build/functions/*.js"), ["src/functions/*.ts"]);
    assert.deepEqual(sourcePatterns(app, config, "dist/functions/*.js"), []);
  });
});

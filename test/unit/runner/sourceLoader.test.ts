import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instrument } from "../../../src/instrument/instrument";
import { loadSource } from "../../../src/runner/sourceLoader";

describe("places of a built file", () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "durable-toolkit-sources-"));
    for (const folder of ["src", "dist/deep"]) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "src", "main.ts"), "a();\n");
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  /** Where the first statement stands, by a map that names one source. */
  async function placeWith(source: string, built = "dist/main.js"): Promise<string | undefined> {
    const file = join(root, built);
    const map = JSON.stringify({ version: 3, sources: [source], names: [], mappings: "AAAA" });
    const code = `a();\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}\n`;
    const { file: loaded, problem } = await loadSource({ ...instrument(code, { firstSite: 0 }), file, source: code });
    assert.equal(problem, undefined);
    const [site] = loaded.sites;
    return site && loaded.placeOf(site).file;
  }

  it("are in sources that are named from the folder of the map", async () => {
    assert.equal(await placeWith("../src/main.ts"), join(root, "src", "main.ts"));
    assert.equal(await placeWith(join(root, "src", "main.ts")), join(root, "src", "main.ts"));
    assert.equal(await placeWith(`file://${join(root, "src", "main.ts")}`), join(root, "src", "main.ts"));
  });

  it("are in sources that webpack names from the folder that it ran in", async () => {
    const main = join(root, "src", "main.ts");
    for (const name of [
      "webpack://app/./src/main.ts",
      "webpack://@scope/app/./src/main.ts?a1b2",
      "webpack:///./src/main.ts",
    ])
      assert.equal(await placeWith(name), main, name);
    assert.equal(await placeWith("webpack://app/./src/main.ts", "dist/deep/main.js"), main);
    assert.equal(await placeWith("webpack://app/./src/gone.ts"), join(root, "dist", "src", "gone.ts"));
  });
});

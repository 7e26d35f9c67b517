import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { saveSampleAs } from "../../../src/extension/sample/saveProject";

describe("the sample saved as a project", () => {
  let place: string;
  let target: string;

  beforeEach(() => {
    place = fs.mkdtempSync(path.join(os.tmpdir(), "durable-saved-sample-"));
    target = path.join(place, "mine");
    for (const file of [
      "src/order.ts",
      "dist/order.js",
      "node_modules/sdk/dist/index.js",
      "histories/a.json",
      "host.json",
    ])
      write(path.join("sample", file), file);
  });
  afterEach(() => fs.rmSync(place, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    fs.writeFileSync(path.join(place, file), text);
  }

  function filesOf(folder: string): readonly string[] {
    const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
  }

  it("has the sources and the recorded runs, and leaves what npm makes to npm", async () => {
    await saveSampleAs(path.join(place, "sample"), target);
    assert.deepEqual(filesOf(target), [".gitignore", "histories/a.json", "host.json", "src/order.ts"]);
    assert.match(fs.readFileSync(path.join(target, ".gitignore"), "utf8"), /^node_modules\/\ndist\/\n/);
  });

  it("goes into an empty folder, and into none that holds something", async () => {
    fs.mkdirSync(target);
    await saveSampleAs(path.join(place, "sample"), target);
    fs.rmSync(path.join(target, "host.json"));
    await assert.rejects(saveSampleAs(path.join(place, "sample"), target), /mine is not empty: nothing was written/);
    assert.ok(!filesOf(target).includes("host.json"));
  });

  it("leaves nothing behind when it cannot be written", async () => {
    write("file", "");
    await assert.rejects(
      saveSampleAs(path.join(place, "sample"), path.join(place, "file", "mine")),
      /could not be saved to/,
    );
    await assert.rejects(saveSampleAs(path.join(place, "nowhere"), target), /could not be saved to/);
    assert.ok(!fs.existsSync(target));
  });
});

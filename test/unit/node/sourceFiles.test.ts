import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { NodeSourceFiles } from "../../../src/node/sourceFiles";

describe("files of this machine, read at once", () => {
  let root = "";
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "durable-sources-"));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it("are seen in folders that came with them", () => {
    const files = new NodeSourceFiles();
    const file = path.join(root, "new", "deep", "order.js");
    assert.deepEqual(files.list(root), []);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, "");
    assert.deepEqual(files.list(root), []);
    files.changed(file);
    assert.deepEqual(files.list(root), ["new/"]);
    assert.equal(files.isFile(file), true);
  });

  it("are gone with their folder", () => {
    const files = new NodeSourceFiles();
    const file = path.join(root, "old", "order.js");
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, "");
    assert.equal(files.isFile(file), true);
    fs.rmSync(path.dirname(file), { recursive: true });
    files.changed(path.dirname(file));
    assert.equal(files.isFile(file), false);
    assert.deepEqual(files.list(root), []);
  });
});

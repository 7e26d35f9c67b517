import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { nodeOfLoginShell, versionOf } from "../../../src/runner/nodeAnswers";

describe("what is remembered of Node", () => {
  let folder = "";
  const { SHELL: shell } = process.env;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-node-"));
  });
  afterEach(() => {
    if (shell === undefined) delete process.env["SHELL"];
    else process.env["SHELL"] = shell;
    fs.rmSync(folder, { recursive: true });
  });

  /** A program that says `answer`. */
  function program(name: string, answer: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, `#!/bin/sh\necho "${answer}"\n`, { mode: 0o755 });
    return file;
  }

  it("a version manager's stand-in is asked each time, as it may be another Node by then", async () => {
    const node = program("node", "20.1.0");
    assert.equal(await versionOf(node), "20.1.0");
    program("node", "22.1.0");
    assert.equal(await versionOf(node), "22.1.0");
  });

  it("a login shell is asked once, and again when what it named is gone", async () => {
    const first = program("first", "");
    const second = program("second", "");
    process.env["SHELL"] = program("shell", first);
    assert.equal(await nodeOfLoginShell(), first);
    program("shell", second);
    assert.equal(await nodeOfLoginShell(), first);
    fs.rmSync(first);
    assert.equal(await nodeOfLoginShell(), second);
  });

  it("a login shell that knows no Node is asked again", async () => {
    process.env["SHELL"] = program("shell", "");
    assert.equal(await nodeOfLoginShell(), undefined);
    const node = program("node", "");
    program("shell", node);
    assert.equal(await nodeOfLoginShell(), node);
  });
});

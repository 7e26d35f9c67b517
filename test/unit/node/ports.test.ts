import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../../src/node/files";
import { stderrLog } from "../../../src/node/stderrLog";

describe("files of this machine", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ports-"));
    mkdirSync(join(folder, "inner"));
    writeFileSync(join(folder, "a.txt"), "größe");
    utimesSync(join(folder, "a.txt"), 1000, 1000);
    symlinkSync(join(folder, "inner"), join(folder, "link"));
    symlinkSync(join(folder, "gone"), join(folder, "broken"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are read as UTF-8, with the time of their last change", async () => {
    assert.equal(await nodeFiles.read(join(folder, "a.txt")), "größe");
    assert.equal(await nodeFiles.modifiedAt(join(folder, "a.txt")), 1_000_000);
  });

  it("that are not there, or are folders, have no text", async () => {
    for (const name of ["b.txt", "inner", "a.txt/b", "broken"])
      assert.equal(await nodeFiles.read(join(folder, name)), undefined);
    assert.equal(await nodeFiles.modifiedAt(join(folder, "b.txt")), undefined);
    assert.deepEqual(await nodeFiles.list(join(folder, "nowhere")), []);
  });

  it("that no text can hold are told apart from a fault", async () => {
    const file = join(folder, "large.json");
    writeFileSync(file, "");
    truncateSync(file, 3 * 2 ** 30);
    try {
      await assert.rejects(nodeFiles.read(file), {
        code: "history-unreadable",
        message: /large\.json is too large to be read/,
      });
    } finally {
      rmSync(file);
    }
  });

  it("are no pipes, which nobody may ever write into", async function () {
    if (process.platform === "win32") this.skip();
    const pipe = join(folder, "pipe.js");
    execFileSync("mkfifo", [pipe]);
    try {
      assert.ok(!(await nodeFiles.list(folder)).includes("pipe.js"));
    } finally {
      rmSync(pipe);
    }
  });

  it("are listed with folders, also behind links, marked", async () => {
    assert.deepEqual([...(await nodeFiles.list(folder))].sort(), ["a.txt", "broken", "inner/", "link/"]);
  });
});

describe("log to stderr", () => {
  it("leaves out what is below its level", () => {
    const lines: string[] = [];
    const log = stderrLog("info", (text) => lines.push(text));
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");
    assert.deepEqual(lines, ["b\n", "warn: c\n", "error: d\n"]);
  });
});

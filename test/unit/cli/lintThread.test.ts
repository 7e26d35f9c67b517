import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ToolkitError } from "../../../src/base/errors";
import { nodeFiles } from "../../../src/node/files";
import { lintInThread } from "../../../src/cli/lintThread";
import { eventually } from "../../support/eventually";

const place = { files: nodeFiles, environment: {} };
const wish = { paths: [], cwd: os.tmpdir(), rules: [], followPackages: false, fix: false };

describe("linting in a thread", () => {
  let folder = "";
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-thread-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** Lints with a program of our own in place of the one that lints. */
  function lintBy(program: string, signal = new AbortController().signal): Promise<unknown> {
    const file = path.join(folder, "program.js");
    fs.writeFileSync(file, program);
    return lintInThread(file)(wish, place, signal);
  }

  it("ends at once with the signal, whatever the thread does", async () => {
    const stopping = new AbortController();
    const running = path.join(folder, "running");
    const linting = lintBy(`require("fs").writeFileSync(${JSON.stringify(running)}, ""); for (;;);`, stopping.signal);
    await eventually(() => fs.existsSync(running), Boolean);
    stopping.abort();
    await assert.rejects(linting, /has ended/);
  });

  it("says what the user can do when the memory does not suffice", async () => {
    const outOfMemory = `throw Object.assign(new Error("The heap is full."), { code: "ERR_WORKER_OUT_OF_MEMORY" });`;
    await assert.rejects(lintBy(outOfMemory), /NODE_OPTIONS=--max-old-space-size/);
  });

  it("hands on what goes wrong in it: faults with their stack, errors of the user's with their code", async () => {
    await assert.rejects(lintBy(`null.length;`), TypeError);
    await assert.rejects(lintBy(`process.exit(3);`), /exit code 3/);
    const failure = { code: "usage", message: "No such folder.", place: { file: "/app/host.json", line: 2 } };
    const program = `require("worker_threads").parentPort.postMessage({ failure: ${JSON.stringify(failure)} });`;
    await assert.rejects(lintBy(program), new ToolkitError("usage", failure.message, { place: failure.place }));
  });
});

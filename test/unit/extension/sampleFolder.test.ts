import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { SampleFolder } from "../../../src/extension/sample/sampleFolder";

describe("the sample's copy", () => {
  let place: string;
  let sample: SampleFolder;

  beforeEach(() => {
    place = fs.mkdtempSync(path.join(os.tmpdir(), "durable-sample-folder-"));
    write("origin/src/functions/orderOrchestrator.ts", "the code");
    write("origin/dist/functions/orderOrchestrator.js", "the build");
    write("origin/histories/waiting.durable-history.json", "{}");
    write("origin/histories/completed.durable-history.json", "{}");
    write("origin/histories/README.md", "");
    sample = new SampleFolder(path.join(place, "origin"), path.join(place, "storage"));
  });
  afterEach(() => fs.rmSync(place, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    fs.writeFileSync(path.join(place, file), text);
  }

  it("is made where there is nothing yet, its build newer than its source whatever the times of the package", async () => {
    const old = new Date(0);
    fs.utimesSync(path.join(place, "origin/dist/functions/orderOrchestrator.js"), old, old);
    await sample.ensure();
    assert.equal(fs.readFileSync(sample.orchestratorFile, "utf8"), "the code");
    const built = path.join(sample.folder, "dist/functions/orderOrchestrator.js");
    assert.ok(fs.statSync(built).mtimeMs > fs.statSync(sample.orchestratorFile).mtimeMs);
    const names = (await sample.histories()).map((file) => path.basename(file));
    assert.deepEqual(names, ["completed.durable-history.json", "waiting.durable-history.json"]);
    assert.ok(fs.existsSync(sample.firstHistory));
  });

  it("keeps what the user changed, until it is reset", async () => {
    await sample.ensure();
    fs.writeFileSync(sample.orchestratorFile, "my change");
    fs.writeFileSync(path.join(sample.folder, "mine.txt"), "");
    await sample.ensure();
    assert.equal(fs.readFileSync(sample.orchestratorFile, "utf8"), "my change");
    await sample.reset();
    assert.equal(fs.readFileSync(sample.orchestratorFile, "utf8"), "the code");
    assert.ok(!fs.existsSync(path.join(sample.folder, "mine.txt")));
  });

  it("is made anew when it was cut short, and when the user deleted it", async () => {
    write("storage/sample/host.json", "half a copy");
    await sample.ensure();
    assert.ok(fs.existsSync(sample.orchestratorFile));
    assert.ok(!fs.existsSync(path.join(sample.folder, "host.json")));
    fs.rmSync(sample.folder, { recursive: true });
    await sample.ensure();
    assert.ok(fs.existsSync(sample.orchestratorFile));
  });

  it("is made once when it is asked for twice", async () => {
    await Promise.all([sample.reset(), sample.reset(), sample.ensure()]);
    assert.ok(fs.existsSync(sample.orchestratorFile));
  });

  it("has no histories before it is made", async () => {
    assert.deepEqual(await sample.histories(), []);
  });

  it("says where it could not be written", async () => {
    write("storage", "a file where a folder should be");
    await assert.rejects(sample.ensure(), {
      code: "usage",
      message: /^The sample could not be copied to .*storage.*Replay Sample/,
    });
  });
});

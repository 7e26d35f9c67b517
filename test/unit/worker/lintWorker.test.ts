import assert from "node:assert/strict";
import type { AppIndex } from "../../../src/analysis/names/appIndex";
import { mentionsDurable } from "../../../src/worker/durableCode";
import { LintWorker } from "../../../src/worker/lintWorker";
import type { Findings, LintAnswer } from "../../../src/worker/messages";
import { memorySourceFiles } from "../../support/memorySourceFiles";

const orchestrator = `const df = require("durable-functions");
const { now } = require("./clock");
df.app.orchestration("order", function* (context) {
  const at = now(context);
});
`;
const clean = `exports.now = (context) => context.df.currentUtcDateTime;\n`;
const broken = `exports.now = (context) => [context.df, Date.now()];\n`;

const settings = { severities: {}, followPackages: false };

/** A worker on files that tests change, with what it answers and what it was told to do later. */
function start(files: Record<string, string>) {
  const answers: LintAnswer[] = [];
  const waiting: (() => void)[] = [];
  const told: string[] = [];
  const disk = { ...memorySourceFiles(files), changed: (file: string) => void told.push(file) };
  // Entries may come and go: the listing is made anew for each question.
  disk.list = (folder) => memorySourceFiles(files).list(folder);
  const worker = new LintWorker({
    disk,
    answer: (answer) => answers.push(answer),
    later: (action) => waiting.push(action),
  });
  const settle = () => {
    for (const action of waiting.splice(0)) action();
    return answers.splice(0);
  };
  worker.take({ kind: "start", version: 1, folders: ["/app"], settings, changes: [] });
  return { worker, settle, told };
}

function only(answers: readonly LintAnswer[]): Findings {
  const [answer, ...others] = answers;
  assert.ok(answer?.kind === "findings" && !others.length, JSON.stringify(answers));
  return answer;
}

describe("the lint worker", () => {
  it("answers once for all messages that came together, as of the last", () => {
    const { worker, settle } = start({ "/app/order.js": orchestrator, "/app/clock.js": clean });
    worker.take({ kind: "changes", version: 2, changes: [{ file: "/app/clock.js", text: broken }] });
    worker.take({ kind: "settings", version: 3, settings: { ...settings, severities: { "no-wall-clock": "hint" } } });
    const { version, findings, fileCount } = only(settle());
    assert.deepEqual([version, fileCount], [3, 2]);
    assert.deepEqual(
      findings.map(({ rule, severity, place, sink }) => [rule, severity, place.file, sink.file]),
      [["no-wall-clock", "hint", "/app/order.js", "/app/clock.js"]],
    );
  });

  it("gives edits by line and column, with the lines that they were made for", () => {
    const text = `\uFEFFexports.now = (context) => [context.df, Date.now()];\r\n`;
    const { settle } = start({ "/app/order.js": orchestrator, "/app/clock.js": text });
    const [finding] = only(settle()).findings;
    assert.deepEqual(finding?.fix?.edits, [
      {
        start: { line: 1, column: 41 },
        end: { line: 1, column: 51 },
        text: "context.df.currentUtcDateTime.getTime()",
        lines: [broken.trimEnd()],
      },
    ]);
    assert.deepEqual(finding.sink.start, { line: 1, column: 41 });
  });

  it("takes what an editor holds over the disk, until the editor gives it up", () => {
    const { worker, settle, told } = start({ "/app/order.js": orchestrator, "/app/clock.js": clean });
    assert.equal(only(settle()).findings.length, 0);
    worker.take({ kind: "changes", version: 2, changes: [{ file: "/app/clock.js", text: broken }] });
    assert.equal(only(settle()).findings.length, 1);
    worker.take({ kind: "changes", version: 3, changes: [{ file: "/app/clock.js" }] });
    assert.equal(only(settle()).findings.length, 0);
    assert.deepEqual(told, ["/app/clock.js"]);
  });

  it("looks at files that come, and forgets those that go", () => {
    const files: Record<string, string> = { "/app/clock.js": broken };
    const { worker, settle } = start(files);
    assert.equal(only(settle()).findings.length, 0);
    files["/app/order.js"] = orchestrator;
    worker.take({ kind: "changes", version: 2, changes: [{ file: "/app/order.js" }] });
    assert.equal(only(settle()).findings.length, 1);
    delete files["/app/order.js"];
    worker.take({ kind: "changes", version: 3, changes: [{ file: "/app/order.js" }] });
    assert.equal(only(settle()).findings.length, 0);
  });

  it("looks at folders that come, go or are replaced as a whole, but for what editors hold", () => {
    const files: Record<string, string> = { "/app/order.js": orchestrator.replace("./clock", "./lib/clock") };
    const { worker, settle } = start(files);
    const placesAfter = (changes: Readonly<Record<string, string | undefined>>, text?: string) => {
      for (const [file, text] of Object.entries(changes))
        if (text === undefined) Reflect.deleteProperty(files, file);
        else files[file] = text;
      worker.take({
        kind: "changes",
        version: 2,
        changes: [{ file: "/app/lib" }, ...(text === undefined ? [] : [{ file: "/app/lib/clock.js", text }])],
      });
      const { findings, fileCount } = only(settle());
      return [fileCount, ...findings.map(({ place, sink }) => `${place.file} ${sink.file}`)];
    };
    const [clock, own] = ["/app/lib/clock.js", "/app/lib/own.js"];
    const inLib = orchestrator.replace("./clock", "./clock.js");
    const [ofOwn, ofOrder] = [`${own} ${clock}`, `/app/order.js ${clock}`];
    assert.equal(only(settle()).fileCount, 1);
    assert.deepEqual(placesAfter({ [clock]: broken, [own]: inLib }), [3, ofOwn, ofOrder]);
    assert.deepEqual(placesAfter({ [clock]: clean }), [3]);
    assert.deepEqual(placesAfter({}, broken), [3, ofOwn, ofOrder]);
    assert.deepEqual(placesAfter({ [own]: "" }), [3, ofOrder]);
    assert.deepEqual(placesAfter({ [clock]: undefined, [own]: undefined }), [2, ofOrder]);
    worker.take({ kind: "changes", version: 2, changes: [{ file: clock }] });
    assert.deepEqual(placesAfter({}), [1]);
  });

  it("lists no file of a folder that is off, follows its helpers, and looks anew when it is on", () => {
    const files: Record<string, string> = {
      "/app/order.js": orchestrator.replace("./clock", "./tools/clock"),
      "/app/tools/clock.js": broken,
      "/app/tools/tool.js": orchestrator,
      "/app/tools/big.js": `// ${"x".repeat(1024 * 1024)}`,
    };
    const { worker, settle } = start(files);
    const tools = (isEnabled: boolean) => ({ folder: "/app/tools", isEnabled, severities: {}, followPackages: false });
    worker.take({ kind: "settings", version: 2, settings: { ...settings, folders: [tools(false)] } });
    const off = only(settle());
    assert.deepEqual(
      off.findings.map(({ place, sink }) => [place.file, sink.file]),
      [["/app/order.js", "/app/tools/clock.js"]],
    );
    assert.deepEqual([off.leftOut, off.fileCount], [[], 2]);
    worker.take({ kind: "changes", version: 3, changes: [{ file: "/app/tools/tool.js" }] });
    assert.equal(only(settle()).fileCount, 2);
    worker.take({ kind: "settings", version: 4, settings: { ...settings, folders: [tools(true)] } });
    const on = only(settle());
    assert.deepEqual(
      on.findings.map(({ place }) => place.file),
      ["/app/order.js", "/app/tools/tool.js"],
    );
    assert.deepEqual([on.leftOut.length, on.fileCount], [1, 3]);
  });

  it("looks once for a file of an editor that came to the disk unnoticed", () => {
    const files: Record<string, string> = { "/app/clock.js": broken };
    const { worker, settle, told } = start(files);
    assert.equal(only(settle()).findings.length, 0);
    files["/app/new/order.js"] = "";
    const text = orchestrator.replace("./clock", "../clock");
    for (const version of [2, 3]) {
      worker.take({ kind: "changes", version, changes: [{ file: "/app/new/order.js", text }] });
      assert.equal(only(settle()).findings.length, 1);
    }
    assert.deepEqual(told, ["/app/new/order.js"]);
  });

  it("says what was left out and why", () => {
    const { settle } = start({ "/app/order.js": orchestrator, "/app/big.js": `// ${"x".repeat(1024 * 1024)}` });
    const { leftOut } = only(settle());
    assert.deepEqual(
      leftOut.map(({ file }) => file),
      ["/app/big.js"],
    );
    assert.match(leftOut[0]?.reason ?? "", /larger than 1 MB/);
  });

  it("says once of a helper that it was left out, which is listed and imported", () => {
    const { settle } = start({ "/app/order.js": orchestrator, "/app/clock.js": `// ${"x".repeat(1024 * 1024)}` });
    assert.deepEqual(
      only(settle()).leftOut.map(({ file }) => file),
      ["/app/clock.js"],
    );
  });

  it("answers questions about names at once, with what editors hold, before it checks", () => {
    const { worker, settle } = start({ "/app/host.json": "{}", "/app/order.js": orchestrator });
    const text = orchestrator.replace('"order"', '"parcel"');
    worker.take({ kind: "changes", version: 2, changes: [{ file: "/app/order.js", text }] });
    worker.take({ kind: "question", id: 7, question: { topic: "functions", root: "/app" } });
    const [answer, findings] = settle();
    assert.ok(answer?.kind === "answer" && answer.id === 7 && findings?.kind === "findings");
    const { functions } = answer.answer as AppIndex;
    assert.deepEqual(
      functions.map(({ name, kind }) => [name, kind]),
      [["parcel", "orchestration"]],
    );
  });

  it("answers with what went wrong, and goes on", () => {
    const files: Record<string, string> = { "/app/order.js": orchestrator, "/app/clock.js": broken };
    const { worker, settle } = start(files);
    Object.defineProperty(files, "/app/bad.js", {
      enumerable: true,
      configurable: true,
      get: () => {
        throw new Error("the disk is on fire");
      },
    });
    const [answer] = settle();
    assert.ok(answer?.kind === "failed" && answer.version === 1);
    assert.match(answer.details, /the disk is on fire/);
    delete files["/app/bad.js"];
    worker.take({ kind: "changes", version: 2, changes: [] });
    assert.equal(only(settle()).findings.length, 1);
  });
});

describe("whether a workspace holds durable code", () => {
  const mentions = (files: Record<string, string>) => mentionsDurable(memorySourceFiles(files), ["/app"]);

  it("is seen in any code and in package.json, not in packages and data", () => {
    assert.ok(mentions({ "/app/lib/deep/order.mts": `import * as df from "durable-functions";` }));
    assert.ok(mentions({ "/app/package.json": `{ "dependencies": { "durable-functions": "3" } }` }));
    const elsewhere = {
      "/app/node_modules/x/index.js": orchestrator,
      "/app/.git/order.js": orchestrator,
      "/app/notes.md": "durable-functions",
    };
    assert.ok(!mentions({ ...elsewhere, "/app/a.js": "fetch()" }));
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commandLine } from "../../support/commandLine";

const order = `import * as df from "durable-functions";
import { now } from "./time";
df.app.orchestration("order", function* (context) {
  const at = now();
  return yield context.df.callActivity("pay", at);
});
`;

describe("lint", () => {
  let folder = "";

  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-lint-")));
    fs.writeFileSync(path.join(folder, "order.ts"), order);
    fs.writeFileSync(path.join(folder, "time.ts"), "export const now = () => Date.now();\n");
  });

  after(() => fs.rmSync(folder, { recursive: true }));

  const lint = (...args: readonly string[]) => commandLine(["lint", ...args], { cwd: folder });

  it("shows findings by file, the way to each, and their number", async () => {
    assert.deepEqual(await lint(), {
      code: 0,
      out: `order.ts
  4:14    warning  \`Date.now()\` gives a new value on each replay. Use \`context.df.currentUtcDateTime\`.  no-wall-clock
          in now, time.ts:1:26

1 warning; 2 files checked
`,
      error: "",
    });
  });

  it("prints the contract's JSON", async () => {
    const { code, out } = await lint("--format", "json");
    const file = path.join(folder, "order.ts");
    const place = { file, line: 4, column: 14, endLine: 4, endColumn: 19 };
    const message = "`Date.now()` gives a new value on each replay. Use `context.df.currentUtcDateTime`.";
    const chain = [{ file, line: 4, label: "now" }];
    const finding = { ...place, rule: "no-wall-clock", severity: "warning", message, chain, fixable: false };
    assert.deepEqual([code, JSON.parse(out)], [0, [finding]]);
  });

  it("annotates files for GitHub", async () => {
    const { out } = await lint("--format", "github");
    assert.match(
      out,
      /^::warning file=order\.ts,line=4,col=14,endLine=4,endColumn=19,title=no-wall-clock::`Date.*\(in now, time\.ts:1:26\)$/m,
    );
  });

  it("names files for GitHub from the checkout, wherever in it the step works", async () => {
    const environment = { GITHUB_WORKSPACE: path.dirname(folder) };
    const { out } = await commandLine(["lint", "--format", "github"], { cwd: folder, environment });
    assert.match(out, new RegExp(`^::warning file=${path.basename(folder)}/order\\.ts,`, "m"));
    const elsewhere = { GITHUB_WORKSPACE: path.join(folder, "other") };
    const outside = await commandLine(["lint", "--format", "github"], { cwd: folder, environment: elsewhere });
    assert.match(outside.out, /^::warning file=order\.ts,/m);
  });

  it("says which files do not parse, and checks what stands around", async () => {
    const file = path.join(folder, "broken.ts");
    fs.writeFileSync(file, order.replace('callActivity("pay", at);', 'callActivity("pay", at;'));
    try {
      const { out, error } = await lint();
      assert.match(out, /^broken\.ts\n {2}4:14 +warning/m);
      assert.equal(error, "broken.ts:5: does not parse; what stands around it was checked\n");
      const sarif = await lint("--format", "sarif");
      assert.match(sarif.out, /Line 5 does not parse/);
    } finally {
      fs.rmSync(file);
    }
  });

  it("counts warnings against their limit", async () => {
    assert.equal((await lint("--max-warnings", "0")).code, 1);
    assert.equal((await lint("--max-warnings", "1")).code, 0);
  });

  it("refuses paths that name nothing, and formats that it does not know", async () => {
    const missing = await lint("nothing.ts");
    assert.deepEqual([missing.code, missing.out], [2, ""]);
    assert.match(missing.error, /no file, folder or match for nothing\.ts/);
    const format = await lint("--format", "xml");
    assert.match(format.error, /--format takes pretty, json, sarif, github, not "xml"/);
    assert.equal(format.code, 2);
  });

  it("tells of configuration that cannot be read, and of no more of it", async () => {
    fs.writeFileSync(path.join(folder, "host.json"), '{\n  "extensions": { "durableTask": { "hubName": "my-hub" }\n');
    try {
      const { code, out } = await lint("time.ts");
      assert.equal(code, 1);
      assert.match(
        out,
        /^host\.json\n +3:1 +error +This is not valid JSON \(CloseBraceExpected\).* {2}invalid-json\n/m,
      );
      assert.doesNotMatch(out, /hub-name/);
      const { code: other, out: alone } = await lint("host.json");
      assert.equal(other, 1);
      assert.match(alone, /invalid-json/);
      assert.doesNotMatch(alone, /neither JavaScript nor TypeScript/);
    } finally {
      fs.rmSync(path.join(folder, "host.json"));
    }
  });

  it("looks once at a file that a link leads to as well", async () => {
    const link = path.join(folder, "again.ts");
    fs.symlinkSync(path.join(folder, "order.ts"), link);
    try {
      const { out } = await lint();
      assert.match(out, /^1 warning; 2 files checked$/m);
      assert.doesNotMatch(out, /again/);
    } finally {
      fs.rmSync(link);
    }
  });
});

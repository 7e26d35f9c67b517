import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commandLine } from "../../support/commandLine";

const order = `import * as df from "durable-functions";
import { now } from "./lib/time";
df.app.orchestration("order", function* (context) {
  const at = [new Date(), Date.now(), now()];
  return yield context.df.callActivity("pay", at);
});
`;
const time = "export const now = () => Date.now();\n";
const fixedOrder = order
  .replace("new Date()", "new Date(context.df.currentUtcDateTime)")
  .replace("Date.now()", "context.df.currentUtcDateTime.getTime()");

describe("lint --fix, --rule and --format sarif", () => {
  let folder = "";

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-fix-")));
    fs.mkdirSync(path.join(folder, "lib"));
    write("order.ts", order);
    write("lib/time.ts", time);
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  const read = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
  const lint = (...args: readonly string[]) => commandLine(["lint", ...args], { cwd: folder });

  it("fixes what needs no question, and says how much", async () => {
    const { code, out, error } = await lint("--fix", "--max-warnings", "1");
    assert.equal(error, "Fixed 2 places in 1 file.\n");
    assert.equal(read("order.ts"), fixedOrder);
    assert.equal(code, 0, "what is left counts");
    assert.match(out, /1 warning; 2 files checked/);
    assert.equal((await lint("--fix")).error, "Fixed 0 places in 0 files.\n");
  });

  it("keeps the byte order mark and CRLF", async () => {
    write("order.ts", `\ufeff${order.replaceAll("\n", "\r\n")}`);
    await lint("--fix");
    assert.equal(read("order.ts"), `\ufeff${fixedOrder.replaceAll("\n", "\r\n")}`);
  });

  it("writes no file that was not asked for, and none that is not UTF-8", async () => {
    const latin = Buffer.concat([Buffer.from("// caf\xe9\n", "latin1"), Buffer.from(order)]);
    fs.writeFileSync(path.join(folder, "order.ts"), latin);
    await lint("--fix");
    assert.deepEqual(fs.readFileSync(path.join(folder, "order.ts")), latin);
    write("order.ts", order);
    await lint("--fix", "lib");
    assert.equal(read("order.ts"), order);
  });

  it("writes no file of a package, by whatever link", async () => {
    fs.mkdirSync(path.join(folder, "node_modules", "orders"), { recursive: true });
    write("node_modules/orders/index.ts", order.replace("./lib/time", "../../lib/time"));
    fs.symlinkSync(path.join(folder, "node_modules", "orders"), path.join(folder, "linked"));
    const before = read("node_modules/orders/index.ts");
    const { out } = await lint("--fix", "linked");
    assert.match(out, /no-wall-clock/);
    assert.equal(read("node_modules/orders/index.ts"), before);
  });

  it("takes severities for rules, and refuses what is none", async () => {
    assert.equal((await lint("--rule", "no-wall-clock=error")).code, 1);
    assert.equal((await lint("--rule", "no-wall-clock=off")).out, "0 findings; 2 files checked\n");
    const unknown = await lint("--rule", "no-wal-clock=off");
    assert.equal(unknown.code, 2);
    assert.match(unknown.error, /There is no rule no-wal-clock\. Did you mean no-wall-clock/);
    assert.match(
      (await lint("--rule", "build-missing=off")).error,
      /lint does not report build-missing.*: only doctor/,
    );
    assert.match((await lint("--rule", "no-delay=fatal")).error, /one of error, warning, info, hint, off, not "no-del/);
  });

  it("prints SARIF with the way, the rules and the fixes", async () => {
    const { out } = await lint("--format", "sarif");
    const log = JSON.parse(out) as {
      version: string;
      runs: readonly [
        {
          tool: { driver: { name: string; rules: readonly { id: string; shortDescription: { text: string } }[] } };
          results: readonly Record<string, unknown>[];
        },
      ];
    };
    const [run] = log.runs;
    assert.deepEqual([log.version, log.runs.length, run.tool.driver.name], ["2.1.0", 1, "durable-toolkit"]);
    const ids = run.tool.driver.rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(run.tool.driver.rules.every(({ shortDescription }) => shortDescription.text));
    assert.equal(run.results.length, 3);
    const text = "`Date.now()` gives a new value on each replay. Use `context.df.currentUtcDateTime`.";
    const at = (uri: string, startLine: number, startColumn: number, endColumn: number) => ({
      physicalLocation: {
        artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
        region: { startLine, startColumn, endLine: startLine, endColumn },
      },
    });
    const steps = [
      { location: { ...at("order.ts", 4, 39, 44), message: { text: "calls now" } } },
      { location: { ...at("lib/time.ts", 1, 26, 36), message: { text } } },
    ];
    assert.deepEqual(run.results[2], {
      ruleId: "no-wall-clock",
      ruleIndex: ids.indexOf("no-wall-clock"),
      level: "warning",
      message: { text },
      locations: [at("order.ts", 4, 39, 44)],
      codeFlows: [{ threadFlows: [{ locations: steps }] }],
    });
    const replaced = { deletedRegion: { startLine: 4, startColumn: 27, endLine: 4, endColumn: 37 } };
    const [fix] = run.results[1]?.["fixes"] as readonly { artifactChanges: readonly { replacements: object[] }[] }[];
    assert.deepEqual(fix?.artifactChanges[0]?.replacements, [
      { ...replaced, insertedContent: { text: "context.df.currentUtcDateTime.getTime()" } },
    ]);
  });
});

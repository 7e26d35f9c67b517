import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Linter } from "eslint";
import { OpenFileLint } from "../../../src/eslint/openFileLint";
import { plugin } from "../../../src/eslint/plugin";
import { commandLine } from "../../support/commandLine";

const order = `import * as df from "durable-functions";
import { now } from "./time.js";
df.app.orchestration("order", function* (context) {
  const id = Math.random();
  return yield context.df.callActivity("pay", [id, now()]);
});
`;
const ship = `import * as df from "durable-functions";
df.app.orchestration("ship", function* (context) {
  context.df.callActivity("load");
  return new Date();
});
df.app.activity("load", { handler: () => Date.now() });
`;
const time = "export const now = () => Date.now();\n";

describe("ESLint over a folder", () => {
  let folder = "";

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-eslint-folder-")));
    write("src/order.js", order);
    write("src/ship.js", ship);
    write("src/time.js", time);
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  const inEslint = (...names: readonly string[]) =>
    names.flatMap((name) => {
      const filename = path.join(folder, name);
      const messages = new Linter({ cwd: folder }).verify(
        fs.readFileSync(filename, "utf8"),
        plugin.configs.all,
        filename,
      );
      return messages.map(({ line, column, ruleId }) => `${name}:${line}:${column} ${ruleId ?? "none"}`);
    });
  const inLint = async () => {
    const { out } = await commandLine(["lint", "--format", "json"], { cwd: folder, environment: {} });
    const found = JSON.parse(out) as { file: string; line: number; column: number; rule: string }[];
    return found.map(
      ({ file, line, column, rule }) =>
        `${path.relative(folder, file).replaceAll("\\", "/")}:${line}:${column} durable-toolkit/${rule}`,
    );
  };

  it("finds what the command line finds, with ESLint's own parser", async () => {
    const found = inEslint("src/order.js", "src/ship.js", "src/time.js");
    assert.deepEqual(found, [
      "src/order.js:4:14 durable-toolkit/no-random",
      "src/order.js:5:52 durable-toolkit/no-wall-clock",
      "src/ship.js:3:3 durable-toolkit/yield-tasks",
      "src/ship.js:4:10 durable-toolkit/no-wall-clock",
    ]);
    assert.deepEqual(found, await inLint());
  });

  it("leaves the set-up to the command line, and orchestrators that only another file registers", async () => {
    write("host.json", `{ "version": "2.0" }`);
    write("package.json", `{ "dependencies": { "durable-functions": "^3.1.0" } }`);
    write("src/bare.js", "export function* bare() {\n  return Date.now();\n}\n");
    write(
      "src/main.js",
      `import * as df from "durable-functions";\nimport { bare } from "./bare.js";\ndf.app.orchestration("bare", bare);\n`,
    );
    const others = new Set(inEslint("src/order.js", "src/ship.js", "src/time.js", "src/bare.js", "src/main.js"));
    assert.deepEqual(
      (await inLint()).filter((each) => !others.has(each)),
      ["host.json:1:1 durable-toolkit/extension-too-old", "src/bare.js:2:10 durable-toolkit/no-wall-clock"],
    );
  });

  it("goes by the text that ESLint holds, however soon after another one", () => {
    const lint = new OpenFileLint({ now: () => 0 }, false);
    const file = path.join(folder, "src/order.js");
    const found = (text: string) => lint.findingsIn(file, text).map(({ rule }) => rule);
    const rules = ["no-random", "no-wall-clock"];
    const mended = order.replace("Math.random()", "1");
    const isOnDisk = [true, true, false, true, true, false, true];
    const texts = [order, mended, "", "", order, mended, mended];
    const expected = [rules, ["no-wall-clock"], [], [], rules, ["no-wall-clock"], ["no-wall-clock"]];
    const given = texts.map((text, index) => {
      if (isOnDisk[index]) write("src/order.js", text);
      return found(text);
    });
    assert.deepEqual(given, expected);
    // A file that was read as a helper of another.
    write("src/time.js", ship);
    assert.equal(lint.findingsIn(path.join(folder, "src/time.js"), ship).length, 2);
  });

  it("passes imports that lead through files, in circles and to what is no path", async () => {
    fs.symlinkSync("loop", path.join(folder, "src/loop"));
    const names = [
      "./time.js/0_0.js",
      "./loop/x",
      "./loop",
      `./${"a".repeat(300)}/x`,
      `./${"a".repeat(5000)}`,
      "./a\\0b/x",
    ];
    write("src/order.js", `${names.map((name, index) => `import x${index} from "${name}";\n`).join("")}${order}`);
    const found = inEslint("src/order.js");
    assert.equal(found.length, 2);
    assert.deepEqual(
      (await inLint()).filter((each) => each.startsWith("src/order")),
      found,
    );
    const block = path.join(folder, "src/time.js/0_0.js");
    assert.equal(new OpenFileLint({ now: () => 0 }, false).findingsIn(block, ship).length, 2);
  });

  it("sees in a process that lives long that a helper's file changed", () => {
    let now = 0;
    const lint = new OpenFileLint({ now: () => now }, false);
    const file = path.join(folder, "src/order.js");
    const count = () => lint.findingsIn(file, order).filter(({ rule }) => rule === "no-wall-clock").length;
    assert.equal(count(), 1);
    write("src/time.js", "export const now = () => 'always the same time';\n");
    now += 2000;
    assert.equal(count(), 0);
    fs.rmSync(path.join(folder, "src/time.js"));
    now += 2000;
    assert.equal(count(), 0);
    write("src/time.js", time);
    now += 2000;
    assert.equal(count(), 1);
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commandLine } from "../../support/commandLine";
import { checkSarif } from "../../support/sarif";

const head = 'const df = require("durable-functions");';
const orchestrator = (name: string, body: string) =>
  `df.app.orchestration("${name}", function* (context) { ${body} yield context.df.callActivity("pay", at); });`;

describe("SARIF of lint", () => {
  let folder = "";

  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit sarif #1 ")));
    const write = (name: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    };
    write("app/marked.js", `\uFEFF${head} ${orchestrator("marked", "const at = Date.now();")}\n`);
    write("app/ends.js", `\uFEFF${head}\r\n/* 😀 */ ${orchestrator("ends", "const at = new Date();")}\r\n`);
    const helper = 'const { now } = require("../lib/größe & [more] 100%");';
    write("app/calls.js", `${head}\n${helper}\n${orchestrator("calls", "const at = now();")}\n`);
    write("lib/größe & [more] 100%.js", "exports.now = () =>\n  Math.random();\n");
    write("app/..own.js", `${head}\n${orchestrator("own", "const at = Date.now();")}\n`);
    write("app/large.js", `// durable-functions\n${"// line\n".repeat(140_000)}`);
  });

  after(() => fs.rmSync(folder, { recursive: true }));

  const sarif = async (cwd: string) =>
    (await commandLine(["lint", path.join(folder, "app"), "--format", "sarif"], { cwd })).out;
  const name = "gr%C3%B6%C3%9Fe%20%26%20%5Bmore%5D%20100%25.js";

  it("names rules, places, ways and fixes as its standard asks for, whatever the file's bytes and name are", async () => {
    const found = checkSarif(await sarif(folder));
    const clock = { rule: "no-wall-clock", text: "Date.now()", flow: [], replaced: ["Date.now()"] };
    assert.deepEqual(found, [
      { ...clock, uri: "app/..own.js" },
      {
        rule: "no-random",
        uri: "app/calls.js",
        text: "now()",
        flow: ["app/calls.js: now()", `lib/${name}: Math.random()`],
        replaced: [],
      },
      { ...clock, uri: "app/ends.js", text: "new Date()", replaced: ["new Date()"] },
      { ...clock, uri: "app/marked.js" },
    ]);
  });

  it("names files outside of its folder by their whole address", async () => {
    const found = checkSarif(await sarif(path.join(folder, "app")));
    assert.deepEqual(
      found.map(({ uri }) => uri),
      ["..own.js", "calls.js", "ends.js", "marked.js"],
    );
    assert.match(found[1]?.flow[1] ?? "", new RegExp(`^file:///.*toolkit%20sarif%20%231.*/lib/.*: Math.random`));
  });
});

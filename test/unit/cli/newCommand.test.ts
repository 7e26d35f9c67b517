import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { applyPlan } from "../../../src/cli/applyPlan";
import { commandLine } from "../../support/commandLine";
import { chainApp, withApp, type OwnApp } from "../../support/ownApp";

const run = (app: OwnApp, ...args: readonly string[]) => commandLine(["new", ...args], { cwd: app.root });
const inChainApp = (use: (app: OwnApp) => Promise<void>) => withApp(chainApp({}), use);

/** Every file of the app with its text. */
function tree(root: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(root, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => !name.startsWith("node_modules") && fs.statSync(path.join(root, name)).isFile());
  return Object.fromEntries([...files].sort().map((name) => [name, fs.readFileSync(path.join(root, name), "utf8")]));
}

describe("new", () => {
  it("writes the function and what the project lacks", () =>
    inChainApp(async (app) => {
      const { code, out } = await run(app, "orchestrator", "ship", "--pattern", "fan-out");
      assert.equal(code, 0);
      assert.match(out, /^new {5}src\/ship\.js\nnew {5}local\.settings\.json\nchange {2}host\.json\nnote/);
      const files = tree(app.root);
      assert.match(files["src/ship.js"] ?? "", /df\.app\.orchestration\("ship", function\* \(context\) \{/);
      assert.match(files["host.json"] ?? "", /ExtensionBundle/);
    }));

  it("shows the plan and writes nothing with --dry-run; as one object with --json", () =>
    inChainApp(async (app) => {
      const before = tree(app.root);
      const { out } = await run(app, "activity", "pay", "--dry-run");
      assert.match(out, /^new {5}src\/pay\.js$[^]*df\.app\.activity\("pay", \{/m);
      const { out: json } = await run(app, "activity", "pay", "--dry-run", "--json");
      const plan = JSON.parse(json) as { written: boolean; open: object };
      assert.deepEqual(
        [plan.written, plan.open],
        [false, { file: path.join(app.root, "src/pay.js"), line: 5, column: 5 }],
      );
      assert.deepEqual(tree(app.root), before);
    }));

  it("shows before what it writes afterwards: each file's whole text, and changes by line and column", () =>
    inChainApp(async (app) => {
      const hostFile = app.file("host.json");
      fs.writeFileSync(hostFile, '\uFEFF{\r\n  "version": "2.0"\r\n}\r\n');
      const { out } = await run(app, "activity", "pay", "--dry-run", "--json");
      const { out: shown } = await run(app, "activity", "pay", "--dry-run");
      const plan = JSON.parse(out) as {
        files: readonly { file: string; text: string }[];
        edits: readonly { file: string; text: string; edits: readonly object[] }[];
      };
      assert.deepEqual(
        plan.edits.map(({ file, edits: [first] }) => ({ file, ...first })),
        [
          {
            ...{ file: hostFile, line: 2, column: 19, endLine: 2, endColumn: 19 },
            text: ',\r\n  "extensionBundle": {\r\n    "id": "Microsoft.Azure.Functions.ExtensionBundle",\r\n    "version": "[4.*, 5.0.0)"\r\n  }',
          },
        ],
      );
      const { code } = await run(app, "activity", "pay");
      assert.equal(code, 0);
      for (const { file, text } of [...plan.files, ...plan.edits]) {
        assert.equal(fs.readFileSync(file, "utf8"), text, file);
        assert.ok(shown.includes(text), `${file} is shown whole`);
      }
    }));

  it("leaves the tree as it was when a later file cannot be written", () =>
    inChainApp(async (app) => {
      // A link to nowhere is no file that can be read, and none that can be made.
      fs.symlinkSync(path.join(app.root, "gone", "settings.json"), app.file("local.settings.json"));
      const before = fs.readdirSync(app.root, { recursive: true });
      const host = fs.readFileSync(app.file("host.json"), "utf8");
      const { code, error } = await run(app, "activity", "pay");
      assert.equal(code, 2);
      assert.match(error, /local\.settings\.json cannot be written: .*Nothing was changed\./);
      assert.deepEqual(fs.readdirSync(app.root, { recursive: true }), before);
      assert.equal(fs.readFileSync(app.file("host.json"), "utf8"), host);
    }));

  it("leaves nothing of a plan behind that meets a file where a folder should be", () =>
    inChainApp(async (app) => {
      const before = fs.readdirSync(app.root, { recursive: true });
      const files = ["new/pay.js", "new/pay.js/deeper.js"].map((name) => ({ file: app.file(name), text: "" }));
      await assert.rejects(applyPlan({ files, edits: [] }), /deeper\.js cannot be written: .*Nothing was changed\./);
      assert.deepEqual(fs.readdirSync(app.root, { recursive: true }), before);
    }));

  it("changes the file behind a link, and takes that back too", () =>
    inChainApp(async (app) => {
      const text = fs.readFileSync(app.file("host.json"), "utf8");
      fs.renameSync(app.file("host.json"), app.file("shared.json"));
      fs.symlinkSync("shared.json", app.file("host.json"));
      const edits = [{ file: app.file("host.json"), edits: [{ range: { start: 0, end: 0 }, text: " " }] }];
      await applyPlan({ files: [], edits });
      assert.ok(fs.lstatSync(app.file("host.json")).isSymbolicLink());
      assert.equal(fs.readFileSync(app.file("shared.json"), "utf8"), ` ${text}`);
      const missing = { file: app.file("no/such.json"), edits: [] };
      await assert.rejects(applyPlan({ files: [], edits: [...edits, missing] }), /such\.json cannot be written/);
      assert.equal(fs.readFileSync(app.file("shared.json"), "utf8"), ` ${text}`);
    }));

  // For root every folder may be written.
  if (process.getuid?.() !== 0)
    it("refuses a folder that may not be written, and says which", () =>
      inChainApp(async (app) => {
        fs.chmodSync(app.file("src"), 0o555);
        try {
          const { code, error } = await run(app, "activity", "pay");
          assert.equal(code, 2);
          assert.match(error, /src\/pay\.js cannot be written/);
        } finally {
          fs.chmodSync(app.file("src"), 0o755);
        }
      }));

  for (const [title, code, name] of [
    [
      "that an imported constant gives",
      `df.app.activity(require("../lib/names").names.pay, { handler: () => 1 });`,
      "Pay",
    ],
    ["of code that main does not load", "", "unloaded"],
  ] as const)
    it(`refuses the name ${title}`, () => {
      const files = {
        "src/a.js": `const df = require("durable-functions");\n${code}\n`,
        "lib/names.js": `exports.names = { pay: "pay" };\n`,
        "lib/b.js": `const df = require("durable-functions");\ndf.app.activity("unloaded", { handler: () => 1 });\n`,
      };
      return withApp(files, async (app) => {
        const { code: exitCode, error } = await run(app, "activity", name);
        assert.equal(exitCode, 2);
        assert.match(error, /There is a function (?:pay|unloaded) in this app already/);
      });
    });

  it("names no hub where functions whose names it cannot read may have run in the default one", () => {
    const code = `const df = require("durable-functions");
for (const [name, run] of Object.entries(require("../lib/all"))) df.app.orchestration(name, run);`;
    return withApp({ "src/a.js": code, "lib/all.js": "" }, async (app) => {
      const { code: exitCode, out } = await run(app, "activity", "pay");
      assert.equal(exitCode, 0, out);
      assert.doesNotMatch(fs.readFileSync(app.file("host.json"), "utf8"), /hubName/);
    });
  });

  it("has a client for an orchestrator that main does not load yet", () => {
    const file = `const df = require("durable-functions");\ndf.app.orchestration("later", function* () {});\n`;
    return withApp({ "src/a.js": "", "lib/later.js": file }, async (app) => {
      const { code, out } = await run(app, "client", "go", "--dry-run");
      assert.equal(code, 0);
      assert.match(out, /startNew\('later'|startNew\("later"/);
    });
  });

  const refused: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /new needs a kind: orchestrator, sub-orchestrator, activity, entity, client/],
    [["activty", "a"], /kind is one of .*, not "activty"\. Did you mean activity\?/],
    [["activity"], /needs a name/],
    [["activity", "a", "b"], /not "b" too/],
    [
      ["activity", "a", "--pattern", "chain"],
      /--pattern is for orchestrator, sub-orchestrator, entity, not for activity/,
    ],
    [["orchestrator", "a", "--pattern", "fan"], /--pattern is one of chain, fan-out/],
    [["client", "a", "--trigger", "http", "--job", "status"], /--trigger is for --job start/],
    [["activity", "a", "--lang", "py"], /--lang takes ts, js/],
    [["activity", "chain"], /There is a function chain in this app already\. Take another name, such as chain2/],
  ];
  for (const [args, message] of refused)
    it(`refuses: new ${args.join(" ")}`, () =>
      inChainApp(async (app) => {
        const { code, out, error } = await run(app, ...args);
        assert.deepEqual([code, out], [2, ""]);
        assert.match(error, message);
      }));
});

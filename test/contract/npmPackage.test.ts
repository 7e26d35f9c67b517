import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = process.cwd();
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

describe("the package for npm", function () {
  this.timeout(120_000);
  let app = "";

  before(() => {
    app = fs.mkdtempSync(path.join(os.tmpdir(), "toolkit npm "));
    const text = execFileSync(npm, ["pack", "--ignore-scripts", "--json", "--pack-destination", app], { cwd: root });
    const [packed] = JSON.parse(text.toString()) as readonly { readonly filename: string }[];
    assert.ok(packed);
    const write = (name: string, content: string) => fs.writeFileSync(path.join(app, name), content);
    write("package.json", `{ "private": true }`);
    write("host.json", "{}");
    write("order.js", `require("durable-functions").app.orchestration("order", function* () { return Date.now(); });`);
    write(
      "eslint.config.mjs",
      `import durable from "durable-toolkit/eslint";\nexport default [durable.configs.recommended];`,
    );
    execFileSync(npm, ["install", "--offline", "--no-audit", "--no-fund", packed.filename], { cwd: app });
  });

  after(() => fs.rmSync(app, { recursive: true }));

  it("has the command line, which builds nothing", () => {
    const bin = path.join(app, "node_modules", "durable-toolkit", "bin", "durable-toolkit.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "lint", "order.js", "--max-warnings", "0"], {
      cwd: app,
    });
    assert.match(stdout.toString(), /1:\d+ +warning .*no-wall-clock$/m);
    assert.deepEqual([status, stderr.toString()], [1, ""]);
  });

  it("has the ESLint plugin", () => {
    const bin = path.join(root, "node_modules", "eslint", "bin", "eslint.js");
    const { status, stdout } = spawnSync(process.execPath, [bin, "order.js", "--max-warnings", "0"], { cwd: app });
    assert.match(stdout.toString(), /1:\d+ +warning .*durable-toolkit\/no-wall-clock$/m);
    assert.equal(status, 1);
  });

  it("holds no sources, maps or tests", () => {
    const folder = path.join(app, "node_modules", "durable-toolkit");
    const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
    assert.ok(files.includes(path.join("media", "rules", "no-wall-clock.md")));
    assert.deepEqual(
      files.filter((file) => /\.map$|\.test\.|(?<!\.d)\.ts$|^scripts|^test/.test(file)),
      [],
    );
  });
});

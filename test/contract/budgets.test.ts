import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const KB = 1024;
const limits = { entry: 250 * KB, vsix: 3 * KB * KB };

/** Layers and packages that come with a lazy chunk, on first need. */
const lazy = /\/src\/(storage|debugger|runner|replay|instrument|syntax|analysis|webview|check|scaffold)\/|node_modules/;

describe("budgets", () => {
  it("keep the entry of the extension within 250 KB", () => {
    const { size } = fs.statSync("dist/extension.js");
    assert.ok(size <= limits.entry, `dist/extension.js has ${String(size)} bytes`);
  });

  it("keep everything that is not needed to activate out of the entry", () => {
    const { sources } = JSON.parse(fs.readFileSync("dist/extension.js.map", "utf8")) as { sources: string[] };
    assert.deepEqual(
      sources.filter((source) => lazy.test(source)),
      [],
    );
  });

  it("keep the package within 3 MB", () => {
    const { size } = fs.statSync("durable-toolkit.vsix");
    assert.ok(size <= limits.vsix, `durable-toolkit.vsix has ${String(size)} bytes`);
  });
});

describe("the package", () => {
  const listed = execFileSync(
    process.execPath,
    [path.resolve("node_modules/@vscode/vsce/vsce"), "ls", "--no-dependencies"],
    { encoding: "utf8" },
  )
    .split("\n")
    .filter(Boolean);

  it("holds what the manifest refers to", () => {
    const manifest = fs.readFileSync("package.json", "utf8");
    const referred = [...manifest.matchAll(/"\.?\/?((?:media|syntaxes|dist)\/[^"]+)"/g)].map(([, file]) => file ?? "");
    assert.deepEqual(
      referred.filter((file) => !listed.includes(file)),
      [],
    );
  });

  it("holds no sources, tests or maps of ours", () => {
    assert.deepEqual(
      listed.filter((file) => /^(src|test|scripts)\/|^dist\/test|^dist\/.*\.map$/.test(file)),
      [],
    );
  });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const KB = 1024;
const limits = { entry: 250 * KB, vsix: 3 * KB * KB };

/** Layers and packages that come with a lazy chunk, on first need. */
const lazy = /\/src\/(storage|debugger|runner|replay|instrument|syntax|analysis|webview|check|scaffold)\/|node_modules/;

/**
 * Small, and needed before a chunk is: which file belongs to an app and what it registers, asked before anything is
 * opened; and the keeper of the spare process, which lives from replay to replay.
 */
const furtherModules = [
  "src/node/absent.ts",
  "src/node/clock.ts",
  "src/node/files.ts",
  "src/project/findAppRoot.ts",
  "src/project/registrations.ts",
  "src/project/scanner.ts",
  "src/runner/spareChild.ts",
];

describe("budgets", () => {
  it("keep the entry of the extension within 250 KB", () => {
    const { size } = fs.statSync("dist/extension.js");
    assert.ok(size <= limits.entry, `dist/extension.js has ${String(size)} bytes`);
  });

  it("keep everything that is not needed to activate out of the entry", () => {
    const { sources } = JSON.parse(fs.readFileSync("dist/extension.js.map", "utf8")) as { sources: string[] };
    assert.deepEqual(
      sources.filter((source) => lazy.test(source) && !furtherModules.some((file) => source.endsWith(`/./${file}`))),
      [],
    );
  });

  it("name the modules that activating loads, beside the editor's edge and what it registers", () => {
    const { sources } = JSON.parse(fs.readFileSync("dist/extension.js.map", "utf8")) as { sources: string[] };
    const modules = sources.map((source) => source.replace("webpack://durable-toolkit/./", ""));
    const further = modules.filter((file) => /^src\/(?!extension\/|contributions\/|base\/)/.test(file));
    assert.deepEqual(further.sort(), furtherModules);
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
    // What `exports` names is for the npm package.
    const manifest = JSON.stringify({
      ...(JSON.parse(fs.readFileSync("package.json", "utf8")) as object),
      exports: null,
    });
    const referred = [...manifest.matchAll(/"\.?\/?((?:media|syntaxes|dist)\/[^"]+)"/g)].map(([, file]) => file ?? "");
    assert.deepEqual(
      referred.filter((file) => !listed.includes(file)),
      [],
    );
  });

  it("holds the sample with its histories, its build and the SDK it runs on, and every package's licence terms", () => {
    const sample = listed.filter((file) => file.startsWith("dist/sample/")).map((file) => file.slice(12));
    const needed = ["src/functions/orderOrchestrator.ts", "dist/functions/orderOrchestrator.js.map", "host.json"];
    const histories = ["completed", "failed", "waiting", "diverged"].map((n) => `histories/${n}.durable-history.json`);
    const sdk = ["node_modules/durable-functions/lib/src/index.js", "node_modules/durable-functions/package.json"];
    assert.deepEqual(
      [...needed, ...histories, ...sdk].filter((file) => !sample.includes(file)),
      [],
    );
    const manifests = sample.filter((file) => /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file));
    assert.ok(manifests.length > 20, "the packages that the SDK needs");
    const withoutLicence = manifests.filter((file) => {
      const folder = file.slice(0, -"package.json".length);
      const { license } = JSON.parse(fs.readFileSync(`dist/sample/${file}`, "utf8")) as { license?: string };
      return !license && !sample.some((other) => other.startsWith(folder) && /licen[cs]e/i.test(other));
    });
    assert.deepEqual(withoutLicence, []);
  });

  it("holds no sources, tests or maps of ours", () => {
    assert.deepEqual(
      listed.filter((file) => /^(src|test|scripts)\/|^dist\/test|^dist\/(?!sample\/).*\.map$/.test(file)),
      [],
    );
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createLint } from "../../../src/analysis/lint";
import { NodeSourceFiles } from "../../../src/node/sourceFiles";

/** Asks whether the first parameter is a durable context: these functions take none. */
const aboutContexts = "unknown-durable-member";
const folders = ["src/replay", "src/history"];

describe("our own code that replays", function () {
  this.timeout(60_000);
  const disk = new NodeSourceFiles();
  const files = folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => path.resolve(folder, name)),
  );

  it("does nothing that a replay cannot repeat, whichever exported function an orchestrator calls", () => {
    const { findings, fileCount } = lint();
    assert.ok(fileCount >= files.length && files.length > 20, `${fileCount} files`);
    assert.deepEqual(findings, []);
  });

  it("would be found out: a clock in a function, in a method, and behind a helper", () => {
    const planted = {
      function: "export function planted() { return Date.now(); }",
      method: "export class Planted { #at = 0; planted() { return this.#now(); } #now() { return Math.random(); } }",
      helper: "const inner = () => process.hrtime(); export const planted = () => [1].map(() => inner());",
    };
    const texts = Object.values(planted).map((code, index) => {
      const file = files[index] ?? "";
      return [file, `${disk.read(file) ?? ""}\n${code}`] as const;
    });
    const { findings } = lint(Object.fromEntries(texts));
    assert.deepEqual(
      findings.map((each) => each.replace(/ .*/, "")),
      ["no-wall-clock", "no-random", "no-high-resolution-clock"],
    );
  });

  function lint(changed: Readonly<Record<string, string>> = {}) {
    const sources = {
      read: (file: string) => changed[file] ?? disk.read(file),
      isFile: (file: string) => disk.isFile(file),
      list: (folder: string) => disk.list(folder),
      realPath: (file: string) => disk.realPath(file),
    };
    const { findings, ...rest } = createLint(sources)({ files, roots: files, severities: {}, followPackages: false });
    const real = findings.filter(({ rule }) => rule !== aboutContexts);
    const told = real.map(
      ({ rule, place, message }) => `${rule} ${path.relative("", place.file)}:${place.start.line} ${message}`,
    );
    return { ...rest, findings: told };
  }
});

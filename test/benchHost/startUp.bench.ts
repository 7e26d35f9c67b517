import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { activateExtension } from "../host/support/extension";

interface Mark {
  readonly name: string;
  /** Ms, whole ones. */
  readonly startTime: number;
}

/** What VS Code's extension host notes of its own start, for "Developer: Startup Performance". */
interface EditorMarks {
  readonly MonacoPerformanceMarks?: { getMarks(): readonly Mark[] };
}

describe("start-up", () => {
  it("of the extension, and of js-debug beside it, as VS Code measures them", async () => {
    await activateExtension();
    await vscode.extensions.getExtension("ms-vscode.js-debug")?.activate();
    const marks = (globalThis as EditorMarks).MonacoPerformanceMarks?.getMarks() ?? [];
    const between = (what: string, extension: string): number => {
      const at = (when: string) => marks.find(({ name }) => name === `code/extHost/${when}${what}/${extension}`);
      const [from, to] = [at("will"), at("did")];
      assert.ok(from && to, `VS Code has no marks of ${what} for ${extension}`);
      return to.startTime - from.startTime;
    };
    const ofBoth = (what: string) => ({
      ours: between(what, "durable-toolkit.durable-toolkit"),
      baseline: between(what, "ms-vscode.js-debug"),
    });
    const target = process.env["TEST_MEASURED"] ?? "";
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const times = { loading: ofBoth("LoadExtensionCode"), activate: ofBoth("ActivateExtension") };
    fs.writeFileSync(target, JSON.stringify(times));
  });
});

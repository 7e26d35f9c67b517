import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { settingNames } from "../../../src/contributions/settings";

/** Names that code of the extension reads; that they exist is checked by the types of `readSetting`. */
function settingsRead(): Set<string> {
  const folder = path.join("src", "extension");
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  const calls = texts.flatMap((text) => [...text.matchAll(/readSetting\(\s*"([^"]+)"/g)]);
  return new Set(calls.map(([, name]) => name ?? ""));
}

describe("settings", () => {
  it("are all read by something", () => {
    assert.deepEqual([...settingsRead()].sort(), [...settingNames].sort());
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isUninstalled } from "../../../src/extension/uninstall/uninstalled";

const own = "maker.durable-toolkit-0.1.0";

/** Asks in a folder of extensions with these folders, of which some are marked. */
async function asked(folders: readonly string[], obsolete?: string): Promise<boolean> {
  const all = fs.mkdtempSync(path.join(os.tmpdir(), "durable-extensions-"));
  try {
    for (const folder of folders) fs.mkdirSync(path.join(all, folder));
    if (obsolete !== undefined) fs.writeFileSync(path.join(all, ".obsolete"), obsolete);
    return await isUninstalled(path.join(all, own));
  } finally {
    fs.rmSync(all, { recursive: true });
  }
}

describe("whether the extension was uninstalled", () => {
  it("is so once its folder is to be deleted", async () => {
    assert.equal(await asked([own, "other.one-1.0.0"], JSON.stringify({ [own]: true })), true);
  });

  it("is not so before, nor while it is updated, nor when the list cannot be read", async () => {
    assert.equal(await asked([own]), false);
    assert.equal(await asked([own], JSON.stringify({ "other.one-1.0.0": true })), false);
    assert.equal(await asked([own, "maker.durable-toolkit-0.2.0"], JSON.stringify({ [own]: true })), false);
    assert.equal(await asked([own], "{"), false);
    assert.equal(await asked([own], "[]"), false);
  });
});

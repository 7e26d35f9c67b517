import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

describe("the commands of the checkout", () => {
  for (const command of ["start", "test"])
    it(`answer an option that does not exist with those that do: npm ${command}`, function () {
      this.timeout(60_000);
      const bootstrap = path.resolve("scripts/bootstrap.mjs");
      const { status, stderr } = spawnSync(process.execPath, [bootstrap, command, "--nope"], { encoding: "utf8" });
      assert.equal(status, 2, stderr);
      assert.match(stderr, /^Unknown option '--nope'\.\nusage: npm (start|test) -- \[.*\]\n$/);
    });
});

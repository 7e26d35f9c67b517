import assert from "node:assert/strict";
import fs from "node:fs";

const suites = ["unit", "contract", "adapter", "host", "e2e"];
const roots = ["src", "test", "scripts"];

describe("test files", () => {
  it("all lie in a suite, since the suites find their files by folder", () => {
    const strays = roots
      .flatMap((root) =>
        fs
          .readdirSync(root, { recursive: true, encoding: "utf8" })
          .map((file) => `${root}/${file.replaceAll("\\", "/")}`),
      )
      .filter((file) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(file) && !file.includes("node_modules"))
      .filter((file) => !suites.some((suite) => file.startsWith(`test/${suite}/`) && file.endsWith(".test.ts")));
    assert.deepEqual(strays, []);
  });
});

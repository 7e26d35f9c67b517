import assert from "node:assert/strict";
import fs from "node:fs";
import { ruleDescriptions } from "../../scripts/ruleDescriptions";
import * as manifest from "../../src/contributions/manifest";

describe("package.json", () => {
  const packageJson = JSON.parse(fs.readFileSync("package.json", "utf8")) as Record<string, unknown>;

  for (const [part, build] of Object.entries(manifest))
    it(`says under "${part}" what src/contributions says (npm run contributes writes it)`, () => {
      assert.deepEqual(packageJson[part], JSON.parse(JSON.stringify(build(ruleDescriptions))));
    });
});

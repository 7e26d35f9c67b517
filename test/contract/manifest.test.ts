import assert from "node:assert/strict";
import fs from "node:fs";
import { ruleDescriptions, settableDescriptions } from "../../scripts/ruleDescriptions";
import { settings } from "../../src/contributions/settings";
import * as manifest from "../../src/contributions/manifest";

describe("package.json", () => {
  const packageJson = JSON.parse(fs.readFileSync("package.json", "utf8")) as Record<string, unknown>;

  for (const [part, build] of Object.entries(manifest))
    it(`says under "${part}" what src/contributions says (npm run contributes writes it)`, () => {
      assert.deepEqual(packageJson[part], JSON.parse(JSON.stringify(build(settableDescriptions))));
    });
});

describe("settings of the check", () => {
  it("hold for a folder, and say which folder counts where code of several comes together", () => {
    for (const name of ["lint.enabled", "lint.rules", "lint.followPackages"] as const) {
      assert.equal(settings[name].scope, "resource", name);
      assert.match(settings[name].markdownDescription ?? "", / folder/, name);
    }
  });
});

describe("README.md", () => {
  it("lists the rules as they are (npm run contributes writes the table)", () => {
    const rows = [
      ...fs.readFileSync("README.md", "utf8").matchAll(/^\| \[`([\w-]+)`\]\((\S+)\) *\| (\w+) *\| (.*?) *\|$/gm),
    ];
    assert.deepEqual(
      rows.map(([, id, page, severity, description]) => ({ id, page, severity, description })),
      ruleDescriptions.map((rule) => ({ ...rule, page: `media/rules/${rule.id}.md` })),
    );
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { filesToLint } from "../../../src/analysis/filesToLint";
import { NodeSourceFiles } from "../../../src/node/sourceFiles";
import { checkFixes, findingsIn } from "../../support/mendedCode";
import { rulePages } from "../../support/rulePages";

const apps = path.join(process.cwd(), "test", "fixtures", "apps");

// Those of all marked code are checked where it is: checkMarks does it.
describe("fixes", () => {
  for (const { rule, incorrect, sdk, language } of rulePages()) {
    const file = `/app/order.${language}`;
    const installed = {
      "/app/host.json": "{}",
      "/app/node_modules/durable-functions/package.json": JSON.stringify({ version: sdk }),
    };
    const files = { [file]: incorrect, ...(sdk !== undefined && installed) };
    const found = findingsIn(files, [file]);
    if (!found.some(({ fix, suggestions }) => fix ?? suggestions.length)) continue;
    it(`of ${rule} mend what they are for, and nothing else changes`, () => {
      checkFixes(files, [file], found);
    });
  }

  it("mend every fixture app too", () => {
    let count = 0;
    for (const app of fs.readdirSync(apps)) {
      const sources = new NodeSourceFiles();
      const { files: asked } = filesToLint(sources, [path.join(apps, app)]);
      const described = ["host.json", "package.json", "node_modules/durable-functions/package.json"];
      const paths = [...described.map((each) => path.join(apps, app, each)), ...asked];
      const files = Object.fromEntries(
        paths.flatMap((each) => {
          const text = sources.read(each);
          return text === undefined ? [] : [[each, text]];
        }),
      );
      count += checkFixes(files, asked, findingsIn(files, asked));
    }
    assert.ok(count > 0, "there is something to fix");
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { allRules } from "../../src/analysis/allRules";
import { createLint } from "../../src/analysis/lint";
import { reportedRules } from "../../src/analysis/setupRules";
import { readFileFacts } from "../../src/project/registrations";
import { setupRules } from "../../src/project/setup/checkSetup";
import { memorySourceFiles } from "../support/memorySourceFiles";
import { setupFindings } from "../support/setupFindings";
import { setupSample } from "../support/setupPages";

const folder = path.join(process.cwd(), "media", "rules");

describe("pages of the rules", () => {
  for (const { meta } of allRules) {
    const { id } = meta.docs;
    it(`${id}: its incorrect sample is reported, its correct one is not`, () => {
      const page = fs.readFileSync(path.join(folder, `${id}.md`), "utf8");
      assert.match(page, /^## When not to use it\n\n\S/m);
      const file = page.includes("\n```ts\n") ? "/app/order.ts" : "/app/order.js";
      assert.deepEqual(new Set(rulesIn(file, sampleOf(page, "Incorrect"))), new Set([id]));
      assert.deepEqual(rulesIn(file, sampleOf(page, "Correct")), []);
      // The host keeps one of two functions that share a name, whatever their kinds.
      for (const section of ["Incorrect", "Correct"]) {
        const names = readFileFacts(sampleOf(page, section)).registrations.map(({ name }) => name.toLowerCase());
        assert.deepEqual(names, [...new Set(names)], section);
      }
    });
  }

  const ofCode = new Set(allRules.map(({ meta }) => meta.docs.id));
  for (const id of Object.keys(setupRules).filter((each) => !ofCode.has(each))) {
    it(`${id}: the set-up of its incorrect sample is reported, that of its correct one is not`, async () => {
      assert.match(fs.readFileSync(path.join(folder, `${id}.md`), "utf8"), /^## When not to use it\n\n\S/m);
      const found = await setupFindings(setupSample(id, "Incorrect"));
      assert.deepEqual(new Set(found.map((line) => line.split(" ")[1])), new Set([id]));
      assert.deepEqual(await setupFindings(setupSample(id, "Correct")), []);
    });
  }

  it("are there for every rule of the set-up that lint reports", () => {
    const reported = new Set(reportedRules.map(({ docs }) => docs.id));
    assert.deepEqual(new Set([...ofCode, ...Object.keys(setupRules)]), reported);
  });

  it("belong to a rule, each", () => {
    const ids = reportedRules.map(({ docs }) => `${docs.id}.md`);
    assert.deepEqual(fs.readdirSync(folder).sort(), ids.sort());
  });
});

function sampleOf(page: string, section: string): string {
  const [, code] = new RegExp(`^## ${section}\n\n\`\`\`[jt]s\n([^]*?)\n\`\`\`$`, "m").exec(page) ?? [];
  assert.ok(code, `section ${section} with code`);
  return code;
}

/** A first line `// durable-functions 2.0.2` says which version is installed. */
function rulesIn(file: string, code: string): readonly string[] {
  const [, version] = /^\/\/ durable-functions (\S+)$/m.exec(code) ?? [];
  const installed = {
    "/app/host.json": "{}",
    "/app/node_modules/durable-functions/package.json": JSON.stringify({ version }),
  };
  const lint = createLint(memorySourceFiles({ [file]: code, ...(version !== undefined && installed) }));
  const { findings } = lint({ files: [file], severities: {}, followPackages: false });
  return findings.map(({ rule }) => rule);
}

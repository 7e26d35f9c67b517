import assert from "node:assert/strict";
import { setupMarkdown } from "../../../src/extension/setup/setupMarkdown";
import type { SetupReport } from "../../../src/project/setup/setupReport";

const report: SetupReport = {
  app: "/apps/my_orders",
  model: "v4",
  language: "typescript",
  sdk: { range: "^3.5.0", version: "3.5.0" },
  extension: { bundle: "[4.*, 5.0.0)" },
  backend: "azureStorage",
  hub: { name: "bad-hub", source: "host.json", valid: false },
  connection: { setting: "AzureWebJobsStorage", kind: "missing" },
  functions: [{ name: "order|<b>", kind: "orchestration", file: "/apps/my_orders/order.ts", line: 3 }],
  findings: [
    {
      file: "/apps/my_orders/host.json",
      line: 4,
      column: 1,
      endLine: 4,
      endColumn: 9,
      rule: "hub-name",
      severity: "error",
      message: '"bad-hub" is no name.\nSee [this](http://evil).',
      chain: [],
      fixable: false,
    },
  ],
};

describe("the page of Check Setup", () => {
  const page = setupMarkdown(report, (file, line) => `file://${file}#L${line}`);

  it("says what does not fit first, with links to the places", () => {
    const lines = page.split("\n").filter(Boolean);
    assert.deepEqual(lines.slice(0, 4), [
      "# Setup of my\\_orders",
      "1 error, 0 warnings, 0 notes.",
      "## What does not fit",
      '- **error** [host.json:4](file:///apps/my_orders/host.json#L4): "bad-hub" is no name. See \\[this\\]\\(http://evil\\). (hub-name)',
    ]);
  });

  it("shows what the toolkit sees; texts of the user are no markup", () => {
    assert.match(page, /^\| Hub \| bad-hub \\\(host\.json\\\) \|$/m);
    assert.match(page, /^\| Connection \| AzureWebJobsStorage \\\(not set\\\) \|$/m);
    assert.match(page, /^\| orchestration \| order\\\|\\<b\\> \| \[order\.ts:3\]/m);
  });

  it("says that everything fits when it does", () => {
    const fine = setupMarkdown({ ...report, findings: [] }, () => "");
    assert.match(fine, /Everything fits together\./);
    assert.doesNotMatch(fine, /What does not fit/);
  });
});

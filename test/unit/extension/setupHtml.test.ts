import assert from "node:assert/strict";
import { setupHtml } from "../../../src/extension/setup/setupHtml";
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

const addresses = {
  cspSource: "https://own.example",
  style: "https://own.example/setup.css",
  linkTo: (file: string, line: number, column = 1) => `place:${file}:${line}:${column}`,
  ruleLink: (rule: string) => `rule:${rule}`,
};

describe("the page of Check Setup", () => {
  const page = setupHtml(report, addresses);

  it("says what does not fit first, with links to the places and to the pages of rules", () => {
    const lines = page.slice(page.indexOf("<body>")).split("\n");
    assert.deepEqual(lines.slice(1, 7), [
      "<h1>Setup of my_orders</h1>",
      "<p>1 error, 0 warnings, 0 notes.</p>",
      "<h2>What does not fit</h2>",
      "<ul>",
      '<li><strong class="error">error</strong> <a href="place:/apps/my_orders/host.json:4:1">host.json:4</a>: &#34;bad-hub&#34; is no name. See [this](http://evil). (<a href="rule:hub-name">hub-name</a>)</li>',
      "</ul>",
    ]);
  });

  it("links no rule that has no page", () => {
    assert.match(setupHtml(report, { ...addresses, ruleLink: () => undefined }), /\(hub-name\)<\/li>/);
  });

  it("shows what the toolkit sees; texts of the user are no markup", () => {
    assert.match(page, /<th scope="row">Hub<\/th><td>bad-hub \(host\.json\)<\/td>/);
    assert.match(page, /<th scope="row">Connection<\/th><td>AzureWebJobsStorage \(not set\)<\/td>/);
    assert.match(page, /<th scope="row">order\|&#60;b&#62;<\/th><td>orchestration<\/td><td><a [^>]*>order\.ts:3<\/a>/);
  });

  it("runs nothing, and takes styles from the extension only", () => {
    assert.equal(
      /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1],
      "default-src 'none'; style-src https://own.example;",
    );
    assert.doesNotMatch(page, /<script|<style|style=/);
  });

  it("says that everything fits when it does", () => {
    const fine = setupHtml({ ...report, findings: [] }, addresses);
    assert.match(fine, /Everything fits together\./);
    assert.doesNotMatch(fine, /What does not fit/);
  });
});

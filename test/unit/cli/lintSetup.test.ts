import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commandLine } from "../../support/commandLine";
import { bundle, durableTask, soundApp } from "../../support/setupFindings";

const refusedName = durableTask(`"hubName": "my-hub"`, `"maxThings": 3`);
const nameMessage =
  '"my-hub" (from host.json) is no name for a task hub: 3 to 50 letters and digits, a letter first. The extension refuses it; "myhub" would do.';

describe("lint of the set-up", () => {
  let folder = "";

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-lint-setup-")));
    writeApp("orders", { "/app/host.json": refusedName });
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  const writeApp = (name: string, files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries({ ...soundApp, ...files })) write(file.replace("/app", name), text);
  };
  const lint = (...args: readonly string[]) => commandLine(["lint", ...args], { cwd: folder, environment: {} });
  const rulesIn = async (...args: readonly string[]) => {
    const found = JSON.parse((await lint(...args, "--format", "json")).out) as { file: string; rule: string }[];
    return found.map(({ file, rule }) => `${path.relative(folder, file).replaceAll("\\", "/")} ${rule}`);
  };

  it("shows what does not fit in the app of the files, once, with its place", async () => {
    write("orders/src/more/pay.js", "export const pay = 1;\n");
    const { code, out } = await lint();
    assert.equal(code, 1);
    assert.equal(
      out,
      `orders/host.json
  4:1     error    ${nameMessage}  hub-name
  5:1     warning  The Durable Functions extension has no setting "maxThings" in extensions.durableTask, so it has no effect. Correct the name or remove it.  host-setting-unknown

1 error, 1 warning; 2 files checked
`,
    );
  });

  it("prints it as it prints all findings", async () => {
    const place = { file: path.join(folder, "orders/host.json"), line: 4, column: 1, endLine: 4, endColumn: 20 };
    const [first] = JSON.parse((await lint("--format", "json")).out) as unknown[];
    const rest = { rule: "hub-name", severity: "error", message: nameMessage, chain: [], fixable: false };
    assert.deepEqual(first, { ...place, ...rest });
    assert.match(
      (await lint("--format", "github")).out,
      /^::error file=orders\/host\.json,line=4,col=1,endLine=4,endColumn=20,title=hub-name::"my-hub"/,
    );
    const [run] = (
      JSON.parse((await lint("--format", "sarif")).out) as {
        runs: {
          tool: { driver: { rules: { id: string }[] } };
          results: { ruleId: string; ruleIndex: number; locations: unknown[] }[];
        }[];
      }
    ).runs;
    const result = run?.results[0];
    assert.equal(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id, "hub-name");
    const region = { startLine: 4, startColumn: 1, endLine: 4, endColumn: 20 };
    const artifactLocation = { uri: "orders/host.json", uriBaseId: "%SRCROOT%" };
    assert.deepEqual(result?.locations, [{ physicalLocation: { artifactLocation, region } }]);
  });

  it("takes severities for its rules", async () => {
    assert.equal((await lint("--rule", "hub-name=hint", "--rule", "host-setting-unknown=off")).code, 0);
    assert.deepEqual(await rulesIn("--rule", "hub-name=off"), ["orders/host.json host-setting-unknown"]);
    assert.match((await lint("--rule", "hub-nam=off")).error, /Did you mean hub-name/);
  });

  it("looks at the apps of the files that are asked for, each by its nearest host.json", async () => {
    writeApp("stock", { "/app/package.json": soundApp["/app/package.json"].replace("^3.1.0", "^3.5.0") });
    assert.deepEqual(await rulesIn("stock"), ["stock/package.json sdk-range"]);
    assert.equal((await rulesIn()).length, 3);
    write("tools/build.js", "export const build = 1;\n");
    assert.deepEqual(await rulesIn("tools"), []);
  });

  it("passes over apps that have to do with nothing durable", async () => {
    write("web/host.json", `{ "version": "2.0" }`);
    write(
      "web/src/hello.js",
      `const { app } = require("@azure/functions");\napp.http("hello", { handler: () => 1 });\n`,
    );
    assert.deepEqual(await rulesIn("web"), []);
    write("web/package.json", `{ "dependencies": { "durable-functions": "^3.5.0" } }`);
    assert.deepEqual(await rulesIn("web"), ["web/host.json extension-too-old"]);
  });

  it("does not miss settings where local.settings.json is left out, nor packages that are not installed", async () => {
    const named = durableTask(`"hubName": "%Hub%"`, `"storageProvider": { "connectionName": "OrderStorage" }`);
    writeApp("stock", { "/app/host.json": named });
    const missing = ["stock/host.json hub-name", "stock/host.json connection-setting"];
    assert.deepEqual(await rulesIn("stock"), missing);
    fs.rmSync(path.join(folder, "stock/node_modules"), { recursive: true });
    fs.rmSync(path.join(folder, "stock/local.settings.json"));
    assert.deepEqual(await rulesIn("stock"), []);
  });

  it("finds bindings beside the trigger in function.json, and names that are taken in code", async () => {
    write("folders/host.json", `{ "version": "2.0", ${bundle} }`);
    write("folders/package.json", `{ "dependencies": { "durable-functions": "^2.1.0" } }`);
    write("folders/order/function.json", `{ "bindings": [{ "type": "orchestrationTrigger" }, { "type": "queue" }] }`);
    write("folders/order/index.js", "module.exports = () => undefined;\n");
    assert.deepEqual(await rulesIn("folders"), ["folders/order/function.json orchestrator-bindings"]);
    writeApp("stock", { "/app/src/pay.js": `df.app.activity("charge", {});` });
    assert.deepEqual(await rulesIn("stock"), ["stock/src/pay.js function-names"]);
  });

  it("never shows a secret", async () => {
    const secret = "AccountName=a;AccountKey=c2VjcmV0";
    const settings = JSON.stringify({ Values: { Storage: secret, AzureWebJobsStorage: secret } });
    const host = durableTask(`"hubName": "%Storage%"`, `"storageProvider": { "connectionName": "${secret}" }`);
    writeApp("orders", { "/app/host.json": host, "/app/local.settings.json": settings });
    assert.deepEqual(await rulesIn(), ["orders/host.json hub-name", "orders/host.json connection-setting"]);
    for (const format of ["pretty", "json", "sarif", "github"]) {
      const { out, error } = await lint("--format", format);
      assert.match(out, /hub-name/);
      assert.doesNotMatch(out + error, /c2VjcmV0/);
    }
  });
});

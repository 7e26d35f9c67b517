import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { refusalOf, withSession } from "../support/badInput";
import { chainApp, chainFile, withApp } from "../support/ownApp";

const webpack = path.resolve("node_modules/webpack/bin/webpack.js");

function configuration(devtool: string): string {
  const externals = { "durable-functions": "commonjs2 durable-functions" };
  return `module.exports = ${JSON.stringify({ mode: "development", target: "node", entry: `./${chainFile}`, devtool, externals })};`;
}

function bundledApp(devtool: string) {
  const packageJson = { main: "dist/main.js", dependencies: { "durable-functions": "3.5.0" } };
  const built = { "package.json": JSON.stringify(packageJson), "webpack.config.js": configuration(devtool) };
  return { ...chainApp({}), ...built };
}

function build(root: string): void {
  const { status, stdout } = spawnSync(process.execPath, [webpack], { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stdout);
}

describe("bad input: builds that webpack puts into eval", function () {
  this.timeout(60_000);
  for (const devtool of ["eval", "eval-source-map"])
    it(`with devtool ${devtool} are refused with the devtool to set`, () =>
      withApp(bundledApp(devtool), async ({ root, file, launch }) => {
        build(root);
        const message = await refusalOf(launch());
        assert.ok(message.includes(`${file("dist/main.js")}: webpack has put your code into texts for eval`), message);
        assert.match(message, /Set devtool: "source-map" in webpack\.config\.js and build again/);
      }));

  it("with devtool source-map are stepped in their sources, without a word", () =>
    withApp(bundledApp("source-map"), ({ root, file, launch }) =>
      withSession(async (client) => {
        build(root);
        const stop = await client.launch(launch());
        assert.equal(stop.source, file());
        assert.doesNotMatch(client.outputText(), /eval/);
      }),
    ));
});

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { commandLine, type CommandLineRun } from "../support/commandLine";
import { fixtures } from "../support/replayFixtures";

/** The command line as a process of its own, which lints in a thread. */
async function inProcess(args: readonly string[]): Promise<CommandLineRun> {
  const child = spawn(process.execPath, [path.resolve("dist/cli.js"), ...args]);
  const texts = { out: "", error: "" };
  child.stdout.on("data", (chunk: Buffer) => void (texts.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (texts.error += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code: code ?? -1, ...texts };
}

describe("linting from the command line", function () {
  this.timeout(60_000);

  for (const rest of [[], ["--format", "sarif"], ["--format", "json"], ["--rule", "no-such=error"], ["nowhere"]]) {
    it(`says in a thread what it says without one: lint ${rest.join(" ")}`, async () => {
      const args = ["lint", path.join(fixtures, "apps", "v4-js"), ...rest];
      assert.deepEqual(await inProcess(args), await commandLine(args, {}));
    });
  }
});

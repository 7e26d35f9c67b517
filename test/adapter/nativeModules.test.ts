import assert from "node:assert/strict";
import path from "node:path";
import { Debuggee } from "../../src/debugger/debuggee";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { runReplay } from "../../src/runner/runReplay";
import { noProcessLeft, outcomeOf, refusalOf, withSession } from "../support/badInput";
import { fixtures } from "../support/debugFixtures";
import { installedNodes } from "../support/nodes";
import { chainApp, chainHistory, withApp } from "../support/ownApp";
import { replayPorts } from "../support/replayPorts";

/** Its orchestrator prints what a real native module (N-API, prebuilt) answers. */
const appRoot = path.join(fixtures, "apps/native-js");
const packageFolder = path.join(appRoot, "node_modules/@node-rs/xxhash");
const launch = { appRoot, history: chainHistory };
const printed = "hash 4242104601";

/** Ways to replay with the setting; each gives how the run ended. */
const channels = {
  "on the command line": async (node: string, print: (text: string) => void) => {
    const { outcome } = await runReplay(await prepared(node), {
      timeoutMs: 20_000,
      onOutput: ({ text }) => print(text),
    });
    return outcome.outcome;
  },
  "in the debugger": async (node: string, print: (text: string) => void) => {
    const debuggee = new Debuggee(await prepared(node), 20_000, ({ text }) => print(text));
    try {
      const target = await debuggee.start();
      const { verdict } = await debuggee.firstPass(target);
      await target.start({}, { fresh: true, quiet: false });
      return verdict?.outcome;
    } finally {
      debuggee.dispose();
    }
  },
} as const;

function prepared(runtimeExecutable: string) {
  return prepareReplay({ ...launch, runtimeExecutable }, { ...replayPorts, allowNativeModules: true }, process.cwd());
}

describe("native modules", function () {
  this.timeout(60_000);

  it("are refused while the app loads, with module, line and the setting", async () => {
    const message = await refusalOf(launch);
    const place = `(${path.join(appRoot, "src/functions/chain.js")}:1)`;
    assert.ok(message.startsWith(`The app does not load: Failed to load native binding ${place}.`), message);
    assert.match(message, /the native module \/.*[\\/]@node-rs[\\/]xxhash-[\w-]+[\\/]xxhash\.[\w-]+\.node, as its/);
    assert.match(
      message,
      /set durableToolkit\.replay\.allowNativeModules to true in the editor's settings, or give --allow-native-modules/,
    );
  });

  it("are refused while the orchestrator runs, with line and the setting", () =>
    withApp(chainApp({ first: `try { require(${JSON.stringify(packageFolder)}); } catch {}` }), (app) =>
      withSession(async (client) => {
        await client.launch(app.launch());
        const { outcome, warnings } = outcomeOf(client);
        assert.equal(outcome, "completed");
        const expected = `process.dlopen at ${app.file()}:5 is refused: a replay loads no native modules, unless durableToolkit.replay.allowNativeModules is set, or --allow-native-modules given.`;
        assert.deepEqual(warnings, [expected]);
      }),
    ));

  it("are not blamed for a load that fails for another reason", () => {
    const top = `try { require(${JSON.stringify(packageFolder)}); } catch {} throw new Error("as planned");`;
    return withApp(chainApp({ top }), async (app) => {
      assert.doesNotMatch(await refusalOf(app.launch()), /allowNativeModules/);
    });
  });

  for (const { major, path: node } of installedNodes())
    for (const [channel, replay] of Object.entries(channels))
      it(`work with the setting, Node ${major}, ${channel}`, async () => {
        const lines: string[] = [];
        assert.equal(await replay(node, (text) => lines.push(text)), "completed");
        assert.ok(lines.includes(printed), lines.join("\n"));
        await noProcessLeft();
      });
});

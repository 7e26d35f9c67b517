import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { DebugClient, messageOfResponse } from "../support/debugClient";
import { noProcessLeft, refusalOf, withSession } from "../support/badInput";
import { runningReplayHosts } from "../support/childProcesses";
import { chainApp, withApp } from "../support/ownApp";

function killChild(): void {
  const [pid, ...more] = runningReplayHosts();
  assert.ok(pid !== undefined && more.length === 0, "one child runs");
  process.kill(pid, "SIGKILL");
}

describe("bad input: a child process that dies", function () {
  this.timeout(60_000);

  for (const move of ["next", "stepIn", "stepBack", "reverseContinue"])
    it(`${move} goes on in a new process at the same position`, () =>
      withApp(chainApp({}), ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          const before = await client.move("durable/seek", { event: 9 });
          const locals = await client.scope("Locals");
          killChild();
          const after = await client.move(move);
          assert.match(client.outputText(), /has died\. A new one takes its place, at the same position/);
          if (move === "reverseContinue") assert.equal(after.tick, 1);
          else assert.ok(Math.abs(after.tick - before.tick) <= 1, `${before.tick} → ${after.tick}`);
          await client.move("durable/seek", { tick: before.tick });
          assert.deepEqual(await client.scope("Locals"), locals);
        }),
      ));

  it("says so to a request for variables", () =>
    withApp(chainApp({}), ({ launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        killChild();
        const response = await client.respond("evaluate", { expression: "1", frameId: 1, context: "watch" });
        assert.equal(response.success, false);
        assert.match(messageOfResponse(response), /process that runs your code has died\. The next step starts a new/);
      }),
    ));

  it("is no news when the session ends while the code runs", () =>
    withApp(chainApp({ last: "while (true) {}" }), async ({ launch }) => {
      const client = new DebugClient();
      await client.launch(launch({ timeoutMs: 3000 }));
      await client.request("continue", { threadId: 1 });
      await client.disconnect();
      await noProcessLeft();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.doesNotMatch(client.outputText(), /has died/);
    }));

  it("explains that the code ran out of memory", () =>
    withApp(
      chainApp({ first: "for (const all = []; ; ) all.push(new Array(5e6).fill(all.length + 0.5));" }),
      async (own) => {
        const node = path.join(own.root, "little-node");
        const script = `#!/bin/sh\nexec "${process.execPath}" --max-old-space-size=64 "$@"\n`;
        fs.writeFileSync(node, script, { mode: 0o755 });
        const message = await refusalOf(own.launch({ timeoutMs: 50_000, runtimeExecutable: node }));
        assert.match(message, /ran out of memory\. Look for/);
        assert.ok(!message.includes("\n"), message);
      },
    ));

  for (const call of ["process.exit(3)", "process.abort()", 'process.kill(process.pid, "SIGKILL")'])
    it(`refuses ${call} with the line that calls it`, () =>
      withApp(chainApp({ first: `${call};` }), ({ file, launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          assert.ok(client.outputText().includes(`${call.replace(/\(.*/, "")} at ${file()}:5 is refused`));
        }),
      ));
});

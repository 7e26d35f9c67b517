import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { outcomeOf, withSession } from "../support/badInput";
import { runningReplayHosts } from "../support/childProcesses";
import { chainApp, withApp } from "../support/ownApp";

/** On top of the app: a logger as sonic-boom is one, which pino writes with; it waits for each write before the next. */
const logger =
  "const fs = require('fs'), queue = []; let writing = false; const log = (line) => { queue.push(line + '\\n'); if (!writing) next(); }; const next = () => { writing = queue.length > 0; if (writing) { const all = queue.splice(0).join(''); fs.write(1, all, 'utf8', (error, size) => { if (error || size !== Buffer.byteLength(all)) throw error ?? new Error('short'); next(); }); } };";

/** Statements, and the lines that they print. */
const printed: readonly (readonly [title: string, statement: string, lines: readonly string[]])[] = [
  ["fs.writeSync, as pino writes", "fs.writeSync(1, 'one é\\n'); fs.writeSync(2, 'two\\n', 'utf8');", ["one é", "two"]],
  ["fs.writeSync of bytes", "fs.writeSync(1, Buffer.from('--one\\n--'), 2, 4);", ["one"]],
  ["fs.writevSync and fs.writeFileSync", "fs.writevSync(1, [Buffer.from('on'), Buffer.from('e\\n')]); fs.writeFileSync(2, 'two');", ["one", "two"]],
  ["fs.write, later and in one piece", "console.log('one'); log('two'); log('three'); log('four'); console.log('five');", ["one", "two", "three", "four", "five"]],
  ["in a promise's callback", "Promise.resolve().then(() => { let size = 1; size = 2; log('one'); });", []],
  ["fs.openSync of /dev/stdout", "const to = fs.openSync('/dev/stdout', 'a'); fs.writeSync(to, 'one\\n'); fs.closeSync(to);", ["one"]],
  ["process.stdout.write with a callback", "process.stdout.write('one\\n', 'utf8', () => console.log('two'));", ["one", "two"]],
  ["process.stderr.write of bytes", "process.stderr.write(new Uint8Array([111, 110, 101, 10]));", ["one"]],
  ["a console of its own", "const own = new console.Console(process.stdout, process.stderr); own.log('%s', 'one'); own.error('two');", ["one", "two"]],
]; // prettier-ignore

describe("output of the user's code", function () {
  this.timeout(30_000);
  for (const [title, statement, lines] of printed)
    it(`appears once, however often its line is run: ${title}`, () =>
      withApp(chainApp({ top: logger, first: statement }), ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          for (const command of ["next", "next", "next", "stepBack", "stepBack", "reverseContinue", "continue"])
            await client.move(command);
          const found = client.outputText().split("\n");
          for (const line of lines)
            assert.equal(found.filter((one) => one === line).length, 1, `${line} in ${client.outputText()}`);
          const { outcome, warnings } = outcomeOf(client);
          assert.deepEqual([outcome, warnings], ["completed", []]);
        }),
      ));

  it("has its place also while the app loads, and comes once when another child takes over", () =>
    withApp(chainApp({ top: "console.log('early');", first: "console.log('first');" }), ({ file, launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        for (const command of ["next", "next"]) await client.move(command);
        for (const pid of runningReplayHosts()) process.kill(pid, "SIGKILL");
        for (const command of ["next", "next", "stepBack"]) await client.move(command);
        assert.match(client.outputText(), /has died/);
        const printed = client.messages.flatMap((message) => {
          if ((message as DebugProtocol.Event).event !== "output") return [];
          const { category, output, source, line } = (message as DebugProtocol.OutputEvent).body;
          return category === "stdout" ? [[output, source?.path, line]] : [];
        });
        assert.deepEqual(printed, [
          ["early\n", file(), 2],
          ["first\n", file(), 5],
        ]);
      }),
    ));

  it("is no way to other files", () =>
    withApp(chainApp({ first: "require('fs').writeSync(4, 'x');" }), ({ launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        assert.match(
          outcomeOf(client).warnings[0] ?? "",
          /^fs\.writeSync at .*:5 is refused: a replay writes no files/,
        );
      }),
    ));

  it("of a logger in a thread is told to be missing, with the way out", () => {
    const top = "new (require('worker_threads').Worker)('./log.js').on('error', () => 0);";
    return withApp(chainApp({ top }), ({ launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        const { outcome, warnings } = outcomeOf(client);
        assert.equal(outcome, "completed");
        assert.match(
          warnings[0] ?? "",
          /worker_threads\.Worker at .*chain\.js:2\. .*\(a pino transport\).*without the transport/,
        );
      }),
    );
  });
});

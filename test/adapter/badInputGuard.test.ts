import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { outcomeOf, withSession } from "../support/badInput";
import { chainApp, withApp } from "../support/ownApp";

/** A statement, and what is said of it. */
const refused: readonly (readonly [statement: string, warning: RegExp])[] = [
  [
    'require("fs").writeFileSync("x.txt", "");',
    /^fs\.writeFileSync at <file>:5 is refused: a replay writes no files\. Move/,
  ],
  ['require("fs").promises.writeFile("x.txt", "").catch(() => 0);', /^fs\.promises\.writeFile at <file>:5 is refused/],
  ['require("fs").mkdirSync("folder");', /^fs\.mkdirSync at <file>:5/],
  ['require("net").connect(1);', /^net\.connect at <file>:5 is refused: a replay opens no connections\. Move/],
  ['require("http").get("http://127.0.0.1:1");', /^net\.connect at <file>:5/],
  ['fetch("http://127.0.0.1:1").catch(() => 0);', /^fetch at <file>:5 is refused: a replay opens no connections/],
  [
    'require("child_process").spawnSync("true");',
    /^child_process\.spawnSync at <file>:5 is refused: a replay starts no/,
  ],
  ['new (require("worker_threads").Worker)("1", { eval: true });', /^worker_threads\.Worker at <file>:5/],
];

describe("bad input: code that reaches outside", function () {
  this.timeout(30_000);
  for (const [statement, warning] of refused)
    it(`is told its place: ${statement}`, () =>
      withApp(chainApp({ first: statement }), ({ root, file, launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          const { warnings, divergence } = outcomeOf(client);
          assert.match((warnings[0] ?? "").replaceAll(file(), "<file>"), warning);
          if (divergence) assert.deepEqual([divergence.file, divergence.line], [file(), 5]);
          for (const made of ["x.txt", "folder"]) assert.ok(!fs.existsSync(path.join(root, made)));
        }),
      ));
});

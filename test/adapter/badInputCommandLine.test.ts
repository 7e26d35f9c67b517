import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { silentLog } from "../../src/base/ports";
import type { Services } from "../../src/cli/command";
import { compose } from "../../src/cli/compose";
import { runCommandLine } from "../../src/cli/run";
import { runReplay } from "../../src/runner/runReplay";
import { noProcessLeft } from "../support/badInput";
import { chainApp, chainHistory, withApp, type AppFiles } from "../support/ownApp";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** The command as a user runs it, in this process, with a time limit for the code of 4 s. */
async function replay(cwd: string, ...args: readonly string[]): Promise<Ran> {
  let [out, error] = ["", ""];
  const services: Services = {
    ...compose(process.cwd()),
    terminal: { out: (text) => void (out += text), error: (text) => void (error += text), hasColours: false },
    log: silentLog,
    cwd,
    runner: {
      run: (prepared, { signal }) => runReplay(prepared, { timeoutMs: 4000, onOutput: () => undefined, signal }),
    },
  };
  const code = await runCommandLine(["replay", ...args], "0", services, new AbortController().signal);
  await noProcessLeft();
  return { code, out, error };
}

const app = chainApp({});

/** Files of the app, and what standard error says; exit code 2 and a clean standard output in each. */
const refused: readonly (readonly [title: string, files: AppFiles, message: RegExp])[] = [
  ["no host.json", { ...app, "host.json": undefined }, /^durable-toolkit: Not a Functions project/],
  ["no SDK", { ...app, "node_modules/other/package.json": "{}" }, /is not installed\. Run `npm install`/],
  [
    "a renamed orchestrator",
    { "src/chain.js": app["src/chain.js"]?.replace('"chain"', '"chains"') },
    /Did you mean chains\?/,
  ],
  [
    "code that throws while it loads",
    chainApp({ top: 'throw new Error("no URL");' }),
    /does not load: no URL \(.*chain\.js:2\)/,
  ],
  ["a syntax error", chainApp({ top: "const x = ;" }), /does not load: Unexpected token ';' \(.*chain\.js:2\)/],
  [
    "an endless loop while it loads",
    chainApp({ top: "while (true) {}" }),
    /was still loading after 4 s\. Look for an endless loop, .* top-level code/,
  ],
  ["an endless loop", chainApp({ first: "while (true) {}" }), /still ran after 4 s\. Look for an endless loop/],
  [
    "a setting that no environment takes",
    { ...chainApp({}), "local.settings.json": JSON.stringify({ Values: { "A\0B": "1" } }) },
    /The variable "A\\u0000B" has a NUL character/,
  ],
  [
    "code that breaks what it is made of",
    chainApp({ first: 'Object.defineProperty(Object.prototype, "value", { get() { throw 1; } });' }),
    /What replays your code failed itself \(1\)\. Code that changes JavaScript's own objects/,
  ],
  [
    "an error that holds a whole file",
    chainApp({ top: 'throw new Error("x".repeat(1e6));' }),
    /^.{40,2200}… ?\(.*chain\.js:2\)\. Fix/,
  ],
];

describe("bad input: the command line", function () {
  this.timeout(30_000);
  for (const [title, files, message] of refused)
    it(`ends 2 with one message: ${title}`, () =>
      withApp(files, async ({ root }) => {
        const { code, out, error } = await replay(root, chainHistory, "--app", root, "--json");
        assert.deepEqual([code, out], [2, ""], error);
        const told = error.split("\n").filter((line) => line.startsWith("durable-toolkit: "));
        assert.equal(told.length, 1, error);
        assert.match(told[0] ?? "", message);
        assert.doesNotMatch(error, /fault of the toolkit/);
      }));

  for (const [title, content] of [
    ["cut short", fs.readFileSync(chainHistory, "utf8").slice(0, 3000)],
    ["of another kind", "{}"],
  ] as const)
    it(`ends 2 with one message: a history file ${title}`, () =>
      withApp(app, async ({ root }) => {
        const file = path.join(root, "bad.json");
        fs.writeFileSync(file, content);
        const { code, out, error } = await replay(root, file, "--json");
        assert.deepEqual([code, out], [2, ""], error);
        assert.match(error, /^durable-toolkit: The history file .*bad\.json cannot be read\./);
      }));

  for (const [title, rowsOf, message] of [
    ["without rows", () => [], /chain is Completed, but its history has no rows that can be used\. Was it purged\?/],
    ["of no usable row", () => [null, 5], /no rows that can be used\. .*history\[0\]: Should be a row.* \(2 rows\)/],
  ] as const)
    it(`ends 2 with one message: a run that has ended ${title}`, () =>
      withApp(app, async ({ root }) => {
        const file = path.join(root, "bad.json");
        const recorded = JSON.parse(fs.readFileSync(chainHistory, "utf8")) as object;
        fs.writeFileSync(file, JSON.stringify({ ...recorded, history: rowsOf() }));
        const { code, out, error } = await replay(root, file, "--json");
        assert.deepEqual([code, out], [2, ""], error);
        assert.match(error, message);
      }));

  it("blames a damaged history before the code", () =>
    withApp(app, async ({ root }) => {
      const file = path.join(root, "bad.json");
      const recorded = JSON.parse(fs.readFileSync(chainHistory, "utf8")) as { history: object[] };
      const history = recorded.history.filter((_, index) => index !== 5);
      fs.writeFileSync(file, JSON.stringify({ ...recorded, history }));
      const { code, out } = await replay(root, file);
      assert.equal(code, 1);
      assert.match(out, /Rows before this one are missing[^]*The history itself is damaged/);
      assert.doesNotMatch(out, /code has changed/);
    }));

  it("says why a Node does not fit while the history is still read", () =>
    withApp({ ...app, "node_modules/durable-functions/package.json": '{"version":"1.0.0"}' }, async ({ root }) => {
      const node = path.join(root, "node.sh");
      fs.writeFileSync(node, "#!/bin/sh\necho 24.0.0\n", { mode: 0o755 });
      const { code, error } = await replay(root, chainHistory, "--app", root, "--node", node);
      assert.deepEqual([code, error.split("\n").length], [2, 2], error);
    }));

  it("ends where an error holds a line that never breaks", () =>
    withApp(chainApp({ first: 'throw Object.assign(new Error("x"), { message: "y".repeat(3e5) });' }), async (own) => {
      const { code, out } = await replay(own.root, chainHistory, "--app", own.root);
      assert.equal(code, 1, out.slice(0, 1000));
    }));

  it("ends where the message of an error is no text", () =>
    withApp(chainApp({ first: 'throw Object.assign(new Error("x"), { message: { a: 1 } });' }), async ({ root }) => {
      const { code, out, error } = await replay(root, chainHistory, "--app", root);
      assert.deepEqual([code, error], [1, ""]);
      assert.match(out, /Code fails with "\{"a":1\}"/);
    }));

  it("needs no folder for temporary files", () =>
    withApp(app, async ({ root }) => {
      const before = process.env["TMPDIR"];
      process.env["TMPDIR"] = "/proc/nowhere";
      try {
        const { code, error } = await replay(root, chainHistory, "--app", root, "--json");
        assert.deepEqual([code, error.includes("warning")], [0, false], error);
      } finally {
        if (before === undefined) delete process.env["TMPDIR"];
        else process.env["TMPDIR"] = before;
      }
    }));

  it("ends 1 where the code does what a replay refuses, with its place among the warnings", () =>
    withApp(chainApp({ first: "process.exit(0);" }), async ({ root, file }) => {
      const { code, out } = await replay(root, chainHistory, "--app", root, "--json");
      const last = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as { warnings: string[]; divergence: object };
      assert.equal(code, 1);
      assert.match(last.warnings.join("\n").replaceAll(file(), "<file>"), /process\.exit at <file>:5 is refused/);
      assert.deepEqual({ ...last.divergence, message: "" }, { ...last.divergence, message: "", file: file(), line: 5 });
    }));
});

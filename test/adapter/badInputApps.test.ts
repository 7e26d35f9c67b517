import assert from "node:assert/strict";
import { refusalOf, withSession } from "../support/badInput";
import { chainApp, withApp, type AppFiles } from "../support/ownApp";

const app = chainApp({});
const sdk = "node_modules/durable-functions";
const packageJson = (main: string) => JSON.stringify({ main, dependencies: { "durable-functions": "3.5.0" } });

/** What is wrong, the app's files, and the message; <root> stands for the app's folder. */
const refused: readonly (readonly [title: string, files: AppFiles, message: RegExp])[] = [
  ["no host.json", { ...app, "host.json": undefined }, /^Not a Functions project: neither <root> nor .* --app\.$/],
  [
    "no SDK",
    { ...app, "node_modules/other/package.json": "{}" },
    /durable-functions \(3\.5\.0\) is not installed\. Run `npm install` .*\(<root>\/package\.json\)$/,
  ],
  [
    "an SDK of an unknown major",
    { ...app, [`${sdk}/package.json`]: '{"version":"4.1.0"}' },
    /durable-functions 4\.1\.0 is not supported: .* Update the toolkit\. \(<root>\/package\.json\)$/,
  ],
  [
    "an SDK without its main file",
    { ...app, [`${sdk}/package.json`]: '{"version":"3.5.0","main":"gone.js"}' },
    /does not load: Cannot find module '<root>\/node_modules\/durable-functions\/gone\.js'.*\(<root>\/src\/chain\.js:1\)/,
  ],
  [
    "an SDK whose own dependency is missing",
    { ...app, [`${sdk}/package.json`]: '{"version":"3.5.0","main":"i.js"}', [`${sdk}/i.js`]: 'require("lost");' },
    /does not load: Cannot find module 'lost' \(<root>\/src\/chain\.js(:1)?\)\. Install what is missing \(npm install\)/,
  ],
  [
    "an SDK whose package.json is cut short",
    { ...app, [`${sdk}/package.json`]: '{"version":"3.5' },
    /<root>\/node_modules\/durable-functions\/package\.json/,
  ],
  [
    "a renamed orchestrator",
    { "src/chain.js": app["src/chain.js"]?.replace('"chain"', '"chains"') },
    /no orchestrator "chain"\. Did you mean chains\? It has: chains\. Was it renamed/,
  ],
  [
    "an orchestrator that is gone",
    { "src/chain.js": "module.exports = 1;" },
    /no orchestrator "chain"\. Was it renamed/,
  ],
  ["no main", { ...app, "package.json": "{}" }, /"main".*\(<root>\/package\.json\)$|durable-functions/],
  [
    "no build",
    { ...app, "package.json": packageJson("dist/*.js") },
    /No file matches "main" .*\(dist\/\*\.js\)\. Build the app/,
  ],
  ["a package.json that is no JSON", { ...app, "package.json": "{" }, /<root>\/package\.json:1.*not valid JSON/],
  ["no package.json", { ...app, "package.json": undefined }, /There is no package\.json.*<root>/],
];

describe("bad input: apps", function () {
  this.timeout(30_000);
  for (const [title, files, message] of refused)
    it(`refuses ${title}`, () =>
      withApp(files, async ({ root, launch }) => {
        const text = (await refusalOf(launch())).replaceAll(root, "<root>");
        assert.match(text, message);
        assert.ok(!text.includes("\n"), "one line");
      }));

  it("goes on with a host.json that is no JSON, and says so", () =>
    withApp({ ...app, "host.json": '{ "version": ' }, ({ root, launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        assert.match(client.outputText().replaceAll(root, "<root>"), /<root>\/host\.json:1: This is not valid JSON/);
      }),
    ));
});

const thrown: readonly (readonly [title: string, top: string, message: RegExp])[] = [
  ["an error", 'throw new Error("no stock");', /does not load: no stock \(<file>:2\)\. Fix/],
  [
    "an error of a function without a name",
    '(() => {\n  throw new Error("no stock");\n})();',
    /: no stock \(<file>:3\)\. Fix/,
  ],
  ["a text", 'throw "just text";', /does not load: just text\. Fix/],
  ["undefined", "throw undefined;", /does not load: undefined\. Fix/],
  ["a symbol", 'throw Symbol("s");', /does not load: Symbol\(s\)\. Fix/],
  ["what cannot be read", "throw { toString() { throw 1; } };", /does not load: \(what was thrown cannot be shown/],
  ["a proxy", "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });", /cannot be shown/],
  [
    "an error with a stack that is none",
    'throw Object.assign(new Error("x"), { stack: {}, message: 5 });',
    /: 5\. Fix/,
  ],
  ["a syntax error", "const x = ;", /does not load: Unexpected token ';' \(<file>:2\)\. Fix/],
  [
    "a missing module",
    'require("left-pad-zz");',
    /Cannot find module 'left-pad-zz' \(<file>:2\)\. Install what is missing/,
  ],
  ["process.exit", "process.exit(3);", /process\.exit refused.*\(<file>:2\)/],
  [
    "a written file",
    'require("fs").writeFileSync("x", "");',
    /fs\.writeFileSync refused: a replay writes no files \(<file>:2\)/,
  ],
  [
    "deleted globals",
    "for (const name of ['Object', 'Error', 'Map']) delete globalThis[name];",
    /Object is not defined \(<file>:3\)/,
  ],
];

describe("bad input: code that throws while it is loaded", function () {
  this.timeout(30_000);
  for (const [title, top, message] of thrown)
    it(`names the place: ${title}`, () =>
      withApp(chainApp({ top }), async ({ file, launch }) => {
        assert.match((await refusalOf(launch())).replaceAll(file(), "<file>"), message);
      }));

  it("names the helper in which it happens", () =>
    withApp({ ...chainApp({ top: 'require("./helper");' }), "src/helper.js": "\n\nnull.x;\n" }, async (own) => {
      const message = await refusalOf(own.launch());
      assert.ok(message.includes(`(${own.file("src/helper.js")}:3)`), message);
    }));

  it("ends an endless loop when the time is up, with its place", () =>
    withApp(chainApp({ top: "while (true) {}" }), async ({ file, launch }) => {
      const message = await refusalOf(launch({ timeoutMs: 3000 }));
      assert.match(
        message.replaceAll(file(), "<file>"),
        /^The app still loads after 3 s \(<file>:2\)\. Look there for an/,
      );
    }));
});

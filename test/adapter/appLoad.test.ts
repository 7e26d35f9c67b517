import assert from "node:assert/strict";
import { outcomeOf, refusalOf, withSession } from "../support/badInput";
import { chainApp, chainFile, withApp, type AppFiles } from "../support/ownApp";

/** Beside the code, as the fixture's own packages are a link. */
const library = "src/node_modules/settings-reader";

/** What libraries and clients do when they are imported, and a replay has to live with. */
const loads: readonly (readonly [title: string, top: string, more?: AppFiles])[] = [
  [
    "names of Node's modules from process.binding, as diagnostic-channel takes them",
    'if (!("fs" in process.binding("natives"))) throw new Error("no natives");',
  ],
  [
    "constants from process.binding",
    'if (process.binding("constants").fs.O_RDONLY !== 0) throw new Error("no constants");',
  ],
  ["settings that are not set and that it can do without", "const url = process.env.NO_SUCH_URL ?? 'none';"],
  [
    "settings that it sets itself",
    'process.env.MADE_UP = 1; process.env.MADE_UP = "two"; if (process.env.MADE_UP !== "two" || !("MADE_UP" in process.env)) throw new Error("not set"); delete process.env.MADE_UP; if ("MADE_UP" in { ...process.env }) throw new Error("still set");',
  ],
  ["an environment of its own", 'process.env = { ...process.env, OWN: "1" };'],
];

const asSource = chainApp({})[chainFile]?.replace("function* (context)", "function* (context: any)");
const asBuilt = chainApp({ top: 'const names = { chain: "chain" };' })[chainFile]?.replace('("chain"', "(names.chain");

/** What a failing load says is to be done. */
const fails: readonly (readonly [title: string, top: string, message: RegExp, more?: AppFiles])[] = [
  [
    "names the setting that the error names",
    'const { STORE_KEY } = process.env; if (!STORE_KEY) throw new Error("Missing STORE_KEY");',
    /does not load: Missing STORE_KEY \(<root>\/src\/chain\.js:2\)\. Not set: STORE_KEY\. Set it in local\.settings\.json or in the environment/,
  ],
  [
    "names the settings that a library finds missing in a copy of all",
    'require("settings-reader");',
    /Not set: STORE_KEY, STORE_URL\. Set it/,
    {
      [`${library}/index.js`]:
        'const all = { ...process.env }; throw new TypeError("value undefined at [root.STORE_KEY], value undefined at [root.STORE_URL]");',
      [`${library}/package.json`]: '{"name":"settings-reader","version":"1.0.0"}',
    },
  ],
  [
    "lists what the app's own code reads when the error names none",
    'require("settings-reader"); new URL(process.env.SERVICE_URL);',
    /does not load: Invalid URL \(<root>\/src\/chain\.js:2\)\. Not set, and read by its code: SERVICE_URL\. If that is why/,
    {
      [`${library}/index.js`]: "module.exports = process.env.OF_THE_LIBRARY;",
      [`${library}/package.json`]: '{"name":"settings-reader","version":"1.0.0"}',
    },
  ],
  [
    "says that the build is not complete when a file of its own is missing",
    'require("./generated/model");',
    /does not load: Cannot find module '\.\/generated\/model' \(<root>\/src\/chain\.js(:2)?\)\. Build the app \(npm run build\)/,
    {
      "tsconfig.json": "{}",
      "package.json": JSON.stringify({
        main: "src/*.js",
        scripts: { build: "tsc" },
        dependencies: { "durable-functions": "3.5.0" },
      }),
    },
  ],
  ["does not blame settings when none is missing", 'throw new Error("Missing PATH");', /Fix what its top-level code/],
];

describe("loading an app", function () {
  this.timeout(30_000);
  for (const [title, top, more] of loads)
    it(`loads with ${title}`, () =>
      withApp({ ...chainApp({ top }), ...more }, ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          assert.equal(outcomeOf(client).outcome, "completed");
        }),
      ));

  it("finds an orchestrator whose name only the source has as a literal", () =>
    withApp(
      {
        "tsconfig.json": '{"compilerOptions":{"rootDir":"src","outDir":"dist"}}',
        "package.json": '{"main":"dist/*.js","dependencies":{"durable-functions":"3.5.0"}}',
        "src/chain.ts": asSource,
        "dist/chain.js": asBuilt,
      },
      ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          assert.equal(outcomeOf(client).outcome, "completed");
        }),
    ));

  for (const [title, top, message, more] of fails)
    it(title, () =>
      withApp({ ...chainApp({ top }), ...more }, async ({ root, launch }) => {
        const text = (await refusalOf(launch())).replaceAll(root, "<root>");
        assert.match(text, message);
      }),
    );
});

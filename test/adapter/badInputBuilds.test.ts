import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { refusalOf, withSession } from "../support/badInput";
import { withApp, type AppFiles } from "../support/ownApp";

/** The recorded `chain` in TypeScript; `top` becomes line 6, after what the build leaves out. */
const source = (top = "") =>
  `import * as df from "durable-functions";

interface City { readonly name: string }
type Cities = readonly City[];

${top}
const cities: Cities = ["Tokyo", "Seattle", "London"].map((name) => ({ name }));
df.app.orchestration("chain", function* (context) {
  const greetings: unknown[] = [];
  for (const { name } of cities) greetings.push(yield context.df.callActivity("hello", name));
  return greetings;
});
df.app.activity("hello", { handler: (city: string) => city });
`;

const names = { source: "src/chain.ts", built: "dist/chain.js" } as const;

function typeScriptApp(text = source(), more: AppFiles = {}): AppFiles {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, sourceMap: true };
  const { outputText, sourceMapText } = ts.transpileModule(text, { compilerOptions, fileName: "chain.ts" });
  const map = sourceMapText?.replace('"chain.ts"', '"../src/chain.ts"');
  return {
    "package.json": JSON.stringify({
      main: "dist/*.js",
      scripts: { build: "tsc" },
      dependencies: { "durable-functions": "3.5.0" },
    }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { outDir: "dist", rootDir: "src", sourceMap: true } }),
    [names.source]: text,
    [names.built]: outputText,
    [`${names.built}.map`]: map,
    ...more,
  };
}

describe("bad input: builds", function () {
  this.timeout(30_000);

  it("an error while the app loads is placed in the TypeScript source", () =>
    withApp(
      typeScriptApp(
        source('if (cities_missing()) throw 0; function cities_missing() { throw new Error("no cities"); }'),
      ),
      async (own) => {
        const message = await refusalOf(own.launch());
        assert.ok(message.includes(`no cities (${own.file(names.source)}:6)`), message);
      },
    ));

  it("a missing build is named with the command that makes it", () =>
    withApp(typeScriptApp(source(), { [names.built]: undefined, [`${names.built}.map`]: undefined }), async (own) => {
      assert.match(await refusalOf(own.launch()), /Build the app \(npm run build\)/);
    }));

  it("a build that is older than its source is told of", () =>
    withApp(typeScriptApp(), (own) =>
      withSession(async (client) => {
        fs.appendFileSync(own.file(names.source), "// changed\n");
        const later = Date.now() / 1000 + 60;
        fs.utimesSync(own.file(names.source), later, later);
        await client.launch(own.launch());
        assert.match(client.outputText(), /chain\.js is older than chain\.ts.*Build first \(npm run build\)/);
      }),
    ));

  for (const [title, map] of [
    ["missing", undefined],
    ["broken", '{"version":3,"mappings":'],
  ] as const)
    it(`a ${title} source map is told of, and the built code is stepped`, () =>
      withApp(typeScriptApp(source(), { [`${names.built}.map`]: map }), (own) =>
        withSession(async (client) => {
          const stop = await client.launch(own.launch());
          assert.equal(stop.source, own.file(names.built));
          const warning = `its source map ${own.file(names.built)}.map is missing or unreadable`;
          assert.ok(client.outputText().includes(warning), client.outputText());
        }),
      ));

  it("a source that is gone does not hinder the replay", () =>
    withApp(typeScriptApp(source(), { [names.source]: undefined }), (own) =>
      withSession(async (client) => {
        const stop = await client.launch(own.launch());
        assert.equal(path.basename(stop.source), "chain.ts");
      }),
    ));
});

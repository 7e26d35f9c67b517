import assert from "node:assert/strict";
import { readProjectFacts } from "../../../src/scaffold/readFacts";
import { memoryReader, type MemoryFiles } from "../../support/memoryFiles";

const host = { "/app/host.json": `{ "version": "2.0" }` };
const factsOf = (files: MemoryFiles, functionFolder?: string) =>
  readProjectFacts(memoryReader({ ...host, ...files }), "/app", functionFolder === undefined ? {} : { functionFolder });
const packageJson = (main: string, more = "") => ({ "/app/package.json": `{ "main": "${main}"${more} }` });
const problemsOf = async (files: MemoryFiles) =>
  (await factsOf(files)).problems.map(({ code, place }) => `${code} ${place}`);

describe("what is seen of an app", () => {
  it("model v4, TypeScript: folder, built folder and style of the functions that are there", async () => {
    const facts = await factsOf({
      ...packageJson("dist/app/*.js"),
      "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "dist", "rootDir": "src", "module": "commonjs" } }`,
      "/app/src/app/pay.ts": `import * as df from 'durable-functions'\n\ndf.app.activity('pay', {\n\thandler: () => {\n\t\treturn 1\n\t},\n})\n`,
    });
    assert.deepEqual(
      [facts.models, facts.language, facts.moduleSystem, facts.extension, facts.functionFolder, facts.outDir],
      [["v4"], "typescript", "commonjs", ".ts", "/app/src/app", "/app/dist"],
    );
    assert.deepEqual(facts.style, { indent: "\t", quote: "'", semicolons: false, lineEnd: "\n" });
    assert.deepEqual(facts.seen, { model: true, language: true });
    assert.deepEqual(facts.takenNames, [{ name: "pay", kind: "activity", file: "/app/src/app/pay.ts" }]);
  });

  it("model v3, TypeScript: the scriptFile as those of its functions, also before the first build", async () => {
    const facts = await factsOf({
      "/app/package.json": "{}",
      "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "build" } }`,
      "/app/pay/function.json": `{ "bindings": [{ "name": "input", "type": "activityTrigger" }], "scriptFile": "../out/pay/index.js" }`,
      "/app/pay/index.ts": "export default async function () {}\n",
    });
    assert.deepEqual(facts.models, ["v3"]);
    assert.deepEqual(facts.layout, { folder: "/app", sourceFolder: "/app", scriptFile: "../out/{name}/index.js" });
  });

  it("both models, the one of most functions first", async () => {
    const folder = (name: string) => ({
      [`/app/${name}/function.json`]: `{ "bindings": [{ "name": "input", "type": "activityTrigger" }] }`,
      [`/app/${name}/index.js`]: "module.exports = async () => 1;\n",
    });
    const one = { ...packageJson("src/*.js"), "/app/src/a.js": `df.app.activity("a", { handler: () => 1 });\n` };
    assert.deepEqual((await factsOf({ ...one, ...folder("b"), ...folder("c") })).models, ["v3", "v4"]);
  });

  it("an app without functions: its packages and main, the setting over main", async () => {
    const facts = await factsOf(packageJson("src/jobs/*.js", `, "type": "module"`));
    assert.deepEqual([facts.models, facts.moduleSystem, facts.functionFolder], [["v4"], "module", "/app/src/jobs"]);
    assert.equal((await factsOf(packageJson("src/jobs/*.js"), "src/other")).functionFolder, "/app/src/other");
    const old = await factsOf({ "/app/package.json": `{ "dependencies": { "durable-functions": "^2.1.4" } }` });
    assert.deepEqual([old.models, old.seen], [["v3"], { model: true, language: false }]);
    const nothing = await factsOf({ "/app/package.json": "{}" });
    assert.deepEqual(
      [nothing.models, nothing.seen.model, nothing.functionFolder],
      [["v4"], false, "/app/src/functions"],
    );
  });

  it("style by .editorconfig and prettier, over what the code does", async () => {
    const code = { ...packageJson("src/*.js"), "/app/src/a.js": "if (a) {\n        b('c');\n}\n" };
    const editor = {
      "/app/.editorconfig": "[*]\nindent_style = space\nindent_size = 2\nend_of_line = crlf\n[*.md]\nindent_size = 8\n",
    };
    const { indent, quote, lineEnd } = (await factsOf({ ...code, ...editor })).style;
    assert.deepEqual([indent, quote, lineEnd], ["  ", "'", "\r\n"]);
    const prettier = { "/app/.prettierrc": `{ "semi": false, "tabWidth": 3 }` };
    assert.deepEqual((await factsOf({ ...code, ...prettier })).style, {
      indent: "   ",
      quote: '"',
      semicolons: false,
      lineEnd: "\n",
    });
  });

  it("style by prettier's settings in YAML and TOML; in code they are left to what files show", async () => {
    const registering =
      "const df = require('durable-functions');\ndf.app.activity('a', {\n        handler: () => 'c',\n});\n";
    const code = { ...packageJson("src/*.js"), "/app/src/a.js": registering };
    const styleBy = async (name: string, text: string) => {
      const { indent, quote, semicolons } = (await factsOf({ ...code, [`/app/${name}`]: text })).style;
      return [indent, quote, semicolons];
    };
    const yaml =
      "\uFEFF---\n# Ours\nsemi: false # never\nsingleQuote: true\r\noverrides:\n  - files: x\n    options:\n      semi: true\n";
    for (const name of [".prettierrc", ".prettierrc.yaml", ".prettierrc.yml"])
      assert.deepEqual(await styleBy(name, yaml), ["  ", "'", false], name);
    const toml = "tabWidth = 3\nsingleQuote = true\n[[overrides]]\nsemi = false\n";
    assert.deepEqual(await styleBy(".prettierrc.toml", toml), ["   ", "'", true]);
    const shown = ["        ", "'", true];
    assert.deepEqual(await styleBy(".prettierrc", "{ semi: false, // JSON5\n}"), shown);
    for (const name of [".prettierrc.js", "prettier.config.mjs", ".prettierrc.cjs"])
      assert.deepEqual(await styleBy(name, "module.exports = { semi: false };"), shown, name);
    assert.deepEqual(await styleBy(".prettierrc", ""), ["  ", '"', true], "prettier's own");
  });

  it("what is broken, with its place", async () => {
    assert.deepEqual(await problemsOf({ "/app/host.json": "{\n  broken" }), ["invalid-json /app/host.json:2"]);
    assert.deepEqual(await problemsOf({ "/app/package.json": "{" }), ["invalid-json /app/package.json:1"]);
    const lists = {
      "/app/host.json": `{ "extensions": [1], "extensionBundle": "x" }`,
      "/app/local.settings.json": `{ "Values": [] }`,
    };
    const odd = ["/app/host.json", "/app/host.json", "/app/local.settings.json"];
    assert.deepEqual(
      await problemsOf(lists),
      odd.map((file) => `invalid-json ${file}`),
    );
    const functionJson = { "/app/package.json": "{}", "/app/pay/function.json": "[]" };
    assert.deepEqual(await problemsOf(functionJson), ["invalid-json /app/pay/function.json:1"]);
  });

  it("no project, and a build without its sources", async () => {
    const { problems } = await readProjectFacts(memoryReader({ "/other/a.js": "" }), "/other");
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["no-functions-project"],
    );
    const built = `df.app.activity("a", { handler: () => 1 });\n//# sourceMappingURL=a.js.map\n`;
    const files = { ...packageJson("dist/*.js"), "/app/dist/a.js": built };
    assert.deepEqual(await problemsOf(files), ["app-without-sources /app/dist/a.js"]);
  });
});

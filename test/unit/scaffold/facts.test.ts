import assert from "node:assert/strict";
import { isLoadedByMain } from "../../../src/scaffold/files";
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
      [facts.models, facts.language, facts.moduleSystem, facts.extension, facts.place.folder, facts.outDir],
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

  it("JavaScript whose types tsc only checks is no TypeScript; what a bundler builds is", async () => {
    const js = `df.app.activity("a", { handler: () => 1 });\n`;
    const languageOf = async (options: object, files: MemoryFiles) => {
      const tsConfig = { "/app/tsconfig.json": JSON.stringify({ compilerOptions: options }) };
      const { language, extension } = await factsOf({ ...packageJson("src/*.js"), ...tsConfig, ...files });
      return `${language} ${extension}`;
    };
    const checked = { noEmit: true, checkJs: true };
    assert.equal(await languageOf(checked, { "/app/src/a.js": js }), "javascript .js");
    assert.equal(await languageOf({ noEmit: true, allowJs: true }, {}), "javascript .js");
    assert.equal(await languageOf({ outDir: ".", allowJs: true }, {}), "typescript .ts");
    assert.equal(await languageOf({ noEmit: true }, {}), "typescript .ts");
    const folder = `{ "bindings": [{ "name": "x", "type": "activityTrigger" }] }`;
    const old = { "/app/package.json": "{}", "/app/one/function.json": folder, "/app/one/index.js": "" };
    assert.equal(await languageOf(checked, old), "javascript .js");
  });

  it("functions that nobody loads yet, where there are no others", async () => {
    const files = { ...packageJson("dist/functions/*.js"), "/app/src/functions/a.mts": "" };
    const functions = [{ name: "a", kind: "activity", file: "/app/src/functions/a.mts" }] as const;
    const facts = await readProjectFacts(memoryReader({ ...host, ...files }), "/app", {
      index: { functions, isComplete: true },
    });
    assert.deepEqual(
      [facts.language, facts.extension, facts.place.folder, facts.buildsTypeScript, facts.seen.model],
      ["typescript", ".mts", "/app/src/functions", true, true],
    );
    assert.deepEqual(facts.takenNames, functions);
    assert.ok(isLoadedByMain("/app/src/functions/pay.ts", facts), "whatever builds the one builds the other");
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
    assert.deepEqual([facts.models, facts.moduleSystem, facts.place.folder], [["v4"], "module", "/app/src/jobs"]);
    assert.equal((await factsOf(packageJson("src/jobs/*.js"), "src/other")).place.folder, "/app/src/other");
    const old = await factsOf({ "/app/package.json": `{ "dependencies": { "durable-functions": "^2.1.4" } }` });
    assert.deepEqual([old.models, old.seen], [["v3"], { model: true, language: false }]);
    const nothing = await factsOf({ "/app/package.json": "{}" });
    assert.deepEqual([nothing.models, nothing.seen.model, nothing.place.folder], [["v4"], false, "/app/src/functions"]);
  });

  describe("where new functions go, by main", () => {
    const built = (options: object) => ({ "/app/tsconfig.json": JSON.stringify({ compilerOptions: options }) });
    for (const [main, files, folder, fileName, extension] of [
      ["src/functions/*.js", {}, "/app/src/functions", "{name}", ".js"],
      ["src/**/*.js", { "/app/src/lib.js": "" }, "/app/src/functions", "{name}", ".js"],
      ["**/*.js", {}, "/app/src/functions", "{name}", ".js"],
      ["lib/**/*.js", {}, "/app/lib", "{name}", ".js"],
      ["src/*/index.js", {}, "/app/src", "{name}/index", ".js"],
      ["src/functions/*.function.js", {}, "/app/src/functions", "{name}.function", ".js"],
      ["src/functions/[a-z]*.js", {}, "/app/src/functions", "{name}", ".js"],
      ["dist/jobs/*/index.mjs", built({ outDir: "dist", rootDir: "src" }), "/app/src/jobs", "{name}/index", ".mts"],
      ["src/jobs/*.cjs", {}, "/app/src/jobs", "{name}", ".cjs"],
      ["src/jobs/*.{js,cjs}", {}, "/app/src/jobs", "{name}", ".js"],
      [
        "dist/jobs/*.js",
        { "/app/tsconfig.json": `{ "extends": "@our/not-installed" }`, "/app/src/jobs/a.ts": "" },
        "/app/src/jobs",
        "{name}",
        ".ts",
      ],
      ["dist/functions/*.js", built({ noEmit: true }), "/app/src/functions", "{name}", ".ts"],
      ["lib/jobs/*.js", built({}), "/app/lib/jobs", "{name}", ".ts"],
      ["../build/jobs/*.js", built({ outDir: "../build", rootDir: "src" }), "/app/src/jobs", "{name}", ".ts"],
      ["dist/app/src/jobs/*.js", built({ outDir: "dist", rootDir: ".." }), "/app/src/jobs", "{name}", ".ts"],
    ] as const)
      it([main, ...Object.keys(files)].join(", "), async () => {
        const facts = await factsOf({ ...packageJson(main), ...files });
        assert.deepEqual([facts.place, facts.extension], [{ folder, fileName }, extension]);
        const file = `${folder}/${fileName.replace("{name}", "pay")}${extension}`;
        assert.ok(isLoadedByMain(file, facts), `${main} loads ${file}`);
      });

    it("with functions that have a folder each: beside those", async () => {
      const code = `df.app.activity("pay", { handler: () => 1 });\n`;
      const { place } = await factsOf({ ...packageJson("src/*/index.js"), "/app/src/pay/index.js": code });
      assert.deepEqual(place, { folder: "/app/src", fileName: "{name}/index" });
    });
  });

  it("model v3, TypeScript: the scriptFile is where tsc writes, also outside of the app and below another root", async () => {
    const layout = async (options: object) =>
      (
        await factsOf({
          "/app/package.json": `{ "dependencies": { "durable-functions": "^2.1.4" } }`,
          "/app/tsconfig.json": JSON.stringify({ compilerOptions: options }),
        })
      ).layout;
    const scripts = [
      [{ outDir: "dist" }, "/app", "../dist/{name}/index.js"],
      [{ outDir: "dist", rootDir: "src" }, "/app/src", "../dist/{name}/index.js"],
      [{ outDir: "../build", rootDir: "src" }, "/app/src", "../../build/{name}/index.js"],
      [{ outDir: "dist", rootDir: ".." }, "/app", "../dist/app/{name}/index.js"],
      [{}, "/app", "index.js"],
    ] as const;
    for (const [options, sourceFolder, scriptFile] of scripts)
      assert.deepEqual(await layout(options), { folder: "/app", sourceFolder, scriptFile });
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

  it("style by what prettier's settings say of files of this kind", async () => {
    const overrides = [
      { files: ["*.js", "*.cjs"], options: { singleQuote: true } },
      { files: "*.ts", options: { tabWidth: 8 } },
      { files: "test/*.js", options: { semi: false } },
    ];
    const prettier = { "/app/.prettierrc.json": JSON.stringify({ tabWidth: 4, overrides }) };
    const { indent, quote, semicolons } = (await factsOf({ ...packageJson("src/*.js"), ...prettier })).style;
    assert.deepEqual([indent, quote, semicolons], ["    ", "'", true]);
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

import assert from "node:assert/strict";
import { filesToLint } from "../../../src/analysis/filesToLint";
import { memorySourceFiles } from "../../support/memorySourceFiles";

type Files = Readonly<Record<string, string>>;

/** What is linted below /app, without that beginning. */
function linted(
  names: readonly string[],
  { wishes = ["/app"], texts = {} }: { wishes?: readonly string[]; texts?: Files } = {},
) {
  const files = memorySourceFiles({ ...Object.fromEntries(names.map((name) => [`/app/${name}`, ""])), ...texts });
  const { files: found, leftOut, unknown } = filesToLint(files, wishes);
  const short = (path: string) => path.replace("/app/", "");
  return { found: found.map(short), leftOut: leftOut.map(({ file, reason }) => `${short(file)}: ${reason}`), unknown };
}

describe("the files that lint looks at", () => {
  it("are all files with code below a folder, in order", () => {
    const names = ["b.ts", "a.js", "src/c.tsx", "src/d.mjs", "src/e.cts", "host.json", "README.md", "src/f.d.ts"];
    assert.deepEqual(linted(names).found, ["a.js", "b.ts", "src/c.tsx", "src/d.mjs", "src/e.cts"]);
  });

  it("are not those of packages, of hidden folders or of a build", () => {
    const names = [
      "src/a.ts",
      "node_modules/x/a.js",
      ".git/a.js",
      "src/node_modules/y.js",
      "dist/a.js",
      "dist/deep/b.js",
    ];
    assert.deepEqual(linted(names).found, ["src/a.ts"]);
  });

  it("are not those that tsc writes, to outDir or beside the source", () => {
    const tsconfig = { "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "compiled" } }` };
    assert.deepEqual(linted(["a.ts", "a.js", "b.mts", "b.mjs", "c.js", "compiled/a.js"], { texts: tsconfig }).found, [
      "a.ts",
      "b.mts",
      "c.js",
    ]);
  });

  it("are those of a build where there is nothing else", () => {
    const names = ["host.json", "package.json", "dist/functions/a.js", "eslint.config.mjs", "node_modules/x/a.js"];
    assert.deepEqual(linted(names).found, ["dist/functions/a.js", "eslint.config.mjs"]);
  });

  it("are judged for each app of a workspace", () => {
    assert.deepEqual(linted(["one/dist/a.js", "two/src/b.ts", "two/dist/b.js"]).found, [
      "one/dist/a.js",
      "two/src/b.ts",
    ]);
  });

  it("are those that a user names, wherever they lie", () => {
    const wishes = ["/app/dist/a.js", "/app/node_modules/x/a.js"];
    assert.deepEqual(linted(["src/a.ts", "dist/a.js", "node_modules/x/a.js"], { wishes }).found, [
      "dist/a.js",
      "node_modules/x/a.js",
    ]);
  });

  it("are those of a folder that a user names, once each", () => {
    const wishes = ["/app/dist/", "/app/dist/a.js", "/app/./dist"];
    assert.deepEqual(linted(["src/a.ts", "dist/a.js"], { wishes }).found, ["dist/a.js"]);
  });

  it("are those that match a pattern", () => {
    const names = ["src/a.ts", "src/deep/b.ts", "src/deep/b.js", "test/c.ts"];
    assert.deepEqual(linted(names, { wishes: ["/app/src/**/*.ts"] }).found, ["src/a.ts", "src/deep/b.ts"]);
    assert.deepEqual(linted(names, { wishes: ["/app/{src,test}/*.ts"] }).found, ["src/a.ts", "test/c.ts"]);
  });

  it("may have brackets in their names", () => {
    assert.deepEqual(linted(["src/[id].ts"], { wishes: ["/app/src/[id].ts"] }).found, ["src/[id].ts"]);
  });

  it("are told apart from what names nothing", () => {
    const wishes = ["/app/gone.ts", "/app/src/*.tsx", "/app/src"];
    assert.deepEqual(linted(["src/a.ts"], { wishes }), {
      found: ["src/a.ts"],
      leftOut: [],
      unknown: ["/app/gone.ts", "/app/src/*.tsx"],
    });
  });

  it("leave out, with the reason, what is no code of people", () => {
    const texts = {
      "/app/huge.js": "a;\n".repeat(500_000),
      "/app/bundle.js": "a;".repeat(20_000),
      "/app/from-max-to-min.js": "a;",
      "/app/jquery.min.js": "a;",
      "/app/jquery-min.js": "a;".repeat(20_000),
      "/app/long.js": "const a = 1;\n".repeat(20_000),
    };
    assert.deepEqual(linted(["a.js"], { texts }), {
      found: ["a.js", "from-max-to-min.js", "long.js"],
      leftOut: [
        "bundle.js: it is minified",
        "huge.js: it is larger than 1 MB (1.4 MB)",
        "jquery-min.js: it is minified",
        "jquery.min.js: it is minified",
      ],
      unknown: [],
    });
    assert.deepEqual(linted(["a.md", "a.d.ts"], { wishes: ["/app/a.md", "/app/a.d.ts"] }).leftOut, [
      "a.d.ts: it declares types only",
      "a.md: it is neither JavaScript nor TypeScript",
    ]);
  });

  it("are named by the folder where they lie, not by a link that comes before it", () => {
    const links = { "/app/again": "/app/src", "/app/beyond": "/elsewhere" };
    const files = memorySourceFiles({ "/app/src/a.ts": "", "/elsewhere/b.ts": "" }, links);
    assert.deepEqual(filesToLint(files, ["/app"]).files, ["/app/beyond/b.ts", "/app/src/a.ts"]);
  });

  it("are found once where links lead in circles", () => {
    const files = memorySourceFiles({ "/app/src/a.ts": "" }, { "/app/src/again": "/app/src" });
    assert.deepEqual(filesToLint(files, ["/app"]).files, ["/app/src/a.ts"]);
  });
});

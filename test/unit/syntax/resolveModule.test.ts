import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { NodeSourceFiles } from "../../../src/node/sourceFiles";
import { ModuleResolver, type ResolvedModule } from "../../../src/syntax/resolveModule";
import { memorySourceFiles } from "../../support/memorySourceFiles";

type Files = Readonly<Record<string, string>>;

/** What `from` gets for a specifier; names of empty files may be listed instead of texts. */
function resolve(
  files: Files | readonly string[],
  specifier: string,
  { from = "/app/src/main.ts", links = {} }: { from?: string; links?: Files } = {},
): ResolvedModule | undefined {
  const texts = Array.isArray(files) ? Object.fromEntries(files.map((file: string) => [file, ""])) : (files as Files);
  return new ModuleResolver(memorySourceFiles(texts, links)).resolve(from, specifier);
}

const file = (path: string): ResolvedModule => ({ kind: "file", file: path });
const json = JSON.stringify;

describe("a relative import", () => {
  const cases: readonly [string, string, string][] = [
    ["./price", "/app/src/price.ts", "an ending left out"],
    ["./price", "/app/src/price.cjs", "an ending left out in JavaScript"],
    ["./price", "/app/src/price/index.tsx", "a folder"],
    ["./price.js", "/app/src/price.ts", "the name of what it becomes"],
    ["./price.js", "/app/src/price.tsx", "the name of what it becomes, with JSX"],
    ["./price.jsx", "/app/src/price.tsx", "the name of what JSX becomes"],
    ["./price.mjs", "/app/src/price.mts", "an ES module"],
    ["./price.cjs", "/app/src/price.cts", "a CommonJS module"],
    ["./price.js", "/app/src/price.js", "its own name"],
    ["./price.ts", "/app/src/price.ts", "its own name in TypeScript"],
    ["./price.service", "/app/src/price.service.ts", "a name with a dot"],
    ["../data.json", "/app/data.json", "data"],
    [".", "/app/src/index.js", "the folder itself"],
    ["..", "/app/index.js", "the folder above"],
    ["../lib/", "/app/lib/index.ts", "a slash at the end"],
    ["/app/lib/time", "/app/lib/time.ts", "an absolute path"],
  ];
  for (const [specifier, found, what] of cases)
    it(`finds ${what}: ${specifier}`, () => assert.deepEqual(resolve([found], specifier), file(found)));

  it("prefers the source to what lies built beside it", () => {
    assert.deepEqual(resolve(["/app/src/a.js", "/app/src/a.ts"], "./a"), file("/app/src/a.ts"));
    assert.deepEqual(resolve(["/app/src/a.js", "/app/src/a.ts"], "./a.js"), file("/app/src/a.ts"));
  });

  it("prefers a file to a folder of the same name", () => {
    assert.deepEqual(resolve(["/app/src/a/index.ts", "/app/src/a.ts"], "./a"), file("/app/src/a.ts"));
  });

  it("reads main of a folder's package.json", () => {
    const files = { "/app/src/a/package.json": json({ main: "./lib/main" }), "/app/src/a/lib/main.js": "" };
    assert.deepEqual(resolve(files, "./a"), file("/app/src/a/lib/main.js"));
  });

  it("is nothing where there is no code", () => {
    for (const specifier of ["./gone", "./style.css", "./types", "./types.d.ts", "https://x/y.js", "./a?raw"])
      assert.equal(resolve(["/app/src/style.css", "/app/src/types.d.ts", "/app/src/a.js"], specifier), undefined);
  });

  it("that leads into node_modules is one of a package", () => {
    assert.deepEqual(resolve(["/app/node_modules/@a/b/lib/c.js"], "../node_modules/@a/b/lib/c"), {
      kind: "package",
      name: "@a/b",
      subpath: "lib/c.js",
      file: "/app/node_modules/@a/b/lib/c.js",
    });
  });

  it("works on Windows", () => {
    const from = "C:\\app\\src\\main.ts";
    assert.deepEqual(resolve({ "C:\\app\\lib\\a.ts": "" }, "../lib/a.js", { from }), file("C:\\app\\lib\\a.ts"));
  });
});

describe("modules of Node", () => {
  it("are known with and without node:, and by their parts", () => {
    for (const [specifier, name] of [
      ["fs", "fs"],
      ["node:fs", "fs"],
      ["timers/promises", "timers/promises"],
      ["node:test", "test"],
    ] as const)
      assert.deepEqual(resolve([], specifier), { kind: "builtin", name });
  });
  it("are not every name that looks like one", () => {
    assert.deepEqual(resolve([], "fs-extra"), { kind: "package", name: "fs-extra", subpath: "" });
    assert.deepEqual(resolve([], "test"), { kind: "package", name: "test", subpath: "" });
  });
});

describe("paths of tsconfig.json", () => {
  const config = (compilerOptions: object, more = {}) => json({ compilerOptions, ...more });
  const lib = { "/app/lib/time.ts": "", "/app/lib/index.ts": "" };

  it("map names, with * and without", () => {
    const files = { ...lib, "/app/tsconfig.json": config({ paths: { "@lib/*": ["./lib/*"], "@lib": ["lib"] } }) };
    assert.deepEqual(resolve(files, "@lib/time"), file("/app/lib/time.ts"));
    assert.deepEqual(resolve(files, "@lib/time.js"), file("/app/lib/time.ts"));
    assert.deepEqual(resolve(files, "@lib"), file("/app/lib/index.ts"));
  });

  it("take the longest beginning and the first target that is there", () => {
    const paths = { "*": ["nowhere/*"], "@a/*": ["nowhere/*"], "@a/lib/*": ["gone/*", "lib/*"] };
    assert.deepEqual(
      resolve({ ...lib, "/app/tsconfig.json": config({ paths }) }, "@a/lib/time"),
      file("/app/lib/time.ts"),
    );
  });

  it("start from baseUrl, which also stands alone", () => {
    const files = { ...lib, "/app/tsconfig.json": config({ baseUrl: "./lib", paths: { "~/*": ["./*"] } }) };
    assert.deepEqual(resolve(files, "~/time"), file("/app/lib/time.ts"));
    assert.deepEqual(resolve(files, "time"), file("/app/lib/time.ts"));
  });

  it("are inherited, through lists and packages as well", () => {
    const paths = { "@lib/*": ["./lib/*"] };
    const files = {
      ...lib,
      "/app/src/tsconfig.json": json({ extends: ["@acme/config", "../tsconfig.base"] }),
      "/app/node_modules/@acme/config/tsconfig.json": config({ paths: { "@lib/*": ["./wrong/*"] } }),
      "/app/tsconfig.base.json": config({ paths }),
    };
    assert.deepEqual(resolve(files, "@lib/time"), file("/app/lib/time.ts"));
    const more = { extends: ["../tsconfig.base", "./gone", "../tsconfig.strict", "./tsconfig"] };
    const strict = config({ strict: true });
    const last = { ...files, "/app/tsconfig.strict.json": strict, "/app/src/tsconfig.json": json(more) };
    assert.deepEqual(resolve(last, "@lib/time"), file("/app/lib/time.ts"));
    const packaged = {
      "/app/tsconfig.json": json({ extends: "@acme/config/base" }),
      "/app/node_modules/@acme/config/base.json": config({ baseUrl: "${configDir}/lib" }),
      ...lib,
    };
    assert.deepEqual(resolve(packaged, "time"), file("/app/lib/time.ts"));
  });

  it("of a referred config hold where the first refers only", () => {
    const files = {
      ...lib,
      "/app/tsconfig.json": json({ files: [], references: [{ path: "./tsconfig.app.json" }] }),
      "/app/tsconfig.app.json": config({ paths: { "@lib/*": ["lib/*"] } }),
    };
    assert.deepEqual(resolve(files, "@lib/time"), file("/app/lib/time.ts"));
  });

  it("with comments and stray commas are read", () => {
    const text = `\uFEFF{ // the base\n "compilerOptions": { "paths": { "@lib/*": ["lib/*",], }, /* end */ } }`;
    assert.deepEqual(resolve({ ...lib, "/app/tsconfig.json": text }, "@lib/time"), file("/app/lib/time.ts"));
  });

  it("that are broken, circular or lead nowhere hinder nothing", () => {
    const rubbish = [
      "",
      "{",
      "[]",
      "null",
      '{"compilerOptions":{"paths":7}}',
      '{"compilerOptions":{"paths":{"x":"y"}}}',
      '{"extends":"./tsconfig"}',
      '{"extends":["./a",7]}',
      '{"references":[1]}',
    ];
    for (const text of rubbish) {
      const files = { ...lib, "/app/tsconfig.json": text };
      assert.deepEqual(resolve(files, "../lib/time"), file("/app/lib/time.ts"), text);
      assert.deepEqual(resolve(files, "x"), { kind: "package", name: "x", subpath: "" }, text);
    }
  });

  it("do not hide an installed package", () => {
    const files = {
      "/app/tsconfig.json": config({ paths: { "*": ["./types/*"] } }),
      "/app/node_modules/x/index.js": "",
    };
    assert.deepEqual(resolve(files, "x"), {
      kind: "package",
      name: "x",
      subpath: "",
      file: "/app/node_modules/x/index.js",
    });
  });
});

describe("an installed package", () => {
  const inPackage = (manifest: object, files: readonly string[], specifier: string): string | undefined => {
    const folder = "/app/node_modules/pkg";
    const texts = Object.fromEntries(files.map((name) => [`${folder}/${name}`, ""]));
    const found = resolve({ [`${folder}/package.json`]: json(manifest), ...texts }, specifier);
    assert.equal(found?.kind, "package");
    return found.file?.slice(folder.length + 1);
  };

  it("is entered by module, then main, then index", () => {
    assert.equal(inPackage({ main: "a.js", module: "a.mjs" }, ["a.js", "a.mjs"], "pkg"), "a.mjs");
    assert.equal(inPackage({ main: "lib" }, ["lib/index.js"], "pkg"), "lib/index.js");
    assert.equal(inPackage({ main: "gone.js" }, ["index.js"], "pkg"), "index.js");
    assert.equal(inPackage({}, ["index.js"], "pkg"), "index.js");
  });

  it("is entered by exports, ES modules first", () => {
    const exports = {
      ".": { types: "./a.d.ts", node: { require: "./a.cjs", import: "./a.mjs" } },
      "./fp/*": "./lib/fp/*.js",
    };
    assert.equal(inPackage({ exports, main: "a.cjs" }, ["a.cjs", "a.mjs", "a.d.ts"], "pkg"), "a.mjs");
    assert.equal(inPackage({ exports }, ["lib/fp/add.js"], "pkg/fp/add"), "lib/fp/add.js");
    assert.equal(inPackage({ exports: "./b.js" }, ["b.js"], "pkg"), "b.js");
    assert.equal(inPackage({ exports: { require: "./b.js" } }, ["b.js"], "pkg"), "b.js");
    assert.equal(inPackage({ exports: [{ browser: "./c.js" }, "./b.js"] }, ["b.js", "c.js"], "pkg"), "b.js");
    assert.equal(inPackage({ exports: { "./lib/": "./src/" } }, ["src/x.js"], "pkg/lib/x.js"), "src/x.js");
  });

  it("keeps inside what it does not export", () => {
    const exports = { ".": "./a.js", "./secret/*": null };
    assert.equal(inPackage({ exports }, ["a.js", "b.js"], "pkg/b"), undefined);
    assert.equal(inPackage({ exports }, ["secret/b.js"], "pkg/secret/b"), undefined);
  });

  it("gives subpaths without exports", () => {
    assert.equal(inPackage({}, ["lib/x.js"], "pkg/lib/x"), "lib/x.js");
    assert.equal(inPackage({}, ["fp/package.json", "fp/index.js"], "pkg/fp"), "fp/index.js");
  });

  it("is looked for in each folder above, and needs a scope's name", () => {
    const found = resolve(["/node_modules/@a/b/index.js"], "@a/b/index.js");
    assert.deepEqual(found, {
      kind: "package",
      name: "@a/b",
      subpath: "index.js",
      file: "/node_modules/@a/b/index.js",
    });
  });

  it("with a broken package.json still has an index", () => {
    for (const text of ["", "{", "[]", "7", '{"main":7,"exports":null,"imports":[],"workspaces":{}}']) {
      const files = { "/app/node_modules/x/package.json": text, "/app/node_modules/x/index.js": "" };
      const found = resolve(files, "x");
      assert.equal(found?.kind, "package", text);
    }
  });

  it("of pnpm is one file, wherever it is linked", () => {
    const store = "/app/node_modules/.pnpm/x@1.0.0/node_modules";
    const files = { [`${store}/x/index.js`]: "", [`${store}/y/index.js`]: "" };
    const links = { "/app/node_modules/x": `${store}/x` };
    assert.deepEqual(resolve(files, "x", { links }), {
      kind: "package",
      name: "x",
      subpath: "",
      file: `${store}/x/index.js`,
    });
    assert.deepEqual(resolve(files, "y", { links, from: `${store}/x/index.js` }), {
      kind: "package",
      name: "y",
      subpath: "",
      file: `${store}/y/index.js`,
    });
  });
});

describe("names that begin with #", () => {
  it("are those of the package's imports", () => {
    const imports = { "#lib/*": "./lib/*.js", "#log": { browser: "./b.js", default: "./lib/log.js" }, "#uuid": "uuid" };
    const files = { "/app/package.json": json({ imports }), "/app/lib/log.js": "", "/app/lib/time.js": "" };
    assert.deepEqual(resolve(files, "#lib/time"), file("/app/lib/time.js"));
    assert.deepEqual(resolve(files, "#log"), file("/app/lib/log.js"));
    assert.deepEqual(resolve(files, "#uuid"), { kind: "package", name: "uuid", subpath: "" });
    assert.equal(resolve(files, "#gone"), undefined);
  });

  it("lead to the source of a build", () => {
    const files = {
      "/app/package.json": json({ imports: { "#lib/*": "./dist/lib/*.js" } }),
      "/app/tsconfig.json": json({ compilerOptions: { outDir: "dist", rootDir: "src" } }),
      "/app/src/lib/time.ts": "",
      "/app/dist/lib/time.js": "",
    };
    assert.deepEqual(resolve(files, "#lib/time"), file("/app/src/lib/time.ts"));
  });
});

describe("a package of the workspace", () => {
  const workspace = (manifest: object, files: readonly string[], more: Files = {}): Files => ({
    "/ws/package.json": json({ workspaces: ["apps/*", "packages/**"] }),
    "/ws/packages/core/prices/package.json": json({ name: "@ws/prices", ...manifest }),
    ...Object.fromEntries(files.map((name) => [`/ws/packages/core/prices/${name}`, ""])),
    ...more,
  });
  const from = "/ws/apps/orders/src/main.ts";
  const prices = (path: string) => file(`/ws/packages/core/prices/${path}`);

  it("is source, installed or not", () => {
    const files = workspace({ main: "index.ts" }, ["index.ts"]);
    assert.deepEqual(resolve(files, "@ws/prices", { from }), prices("index.ts"));
    const links = { "/ws/node_modules/@ws/prices": "/ws/packages/core/prices" };
    assert.deepEqual(resolve(files, "@ws/prices", { from, links }), prices("index.ts"));
  });

  it("is read as source though it names its build, built or not", () => {
    const manifest = {
      main: "dist/index.js",
      exports: { ".": { types: "./dist/index.d.ts", import: "./dist/index.js" }, "./*": "./dist/*.js" },
    };
    for (const built of [[], ["dist/index.js", "dist/vat.js"]]) {
      const files = workspace(manifest, ["src/index.ts", "src/vat.ts", ...built]);
      assert.deepEqual(resolve(files, "@ws/prices", { from }), prices("src/index.ts"));
      assert.deepEqual(resolve(files, "@ws/prices/vat", { from }), prices("src/vat.ts"));
    }
  });

  it("is read as source by outDir and rootDir, and by a source map", () => {
    const config = json({ compilerOptions: { outDir: "compiled", rootDir: "code" } });
    const files = workspace({ main: "compiled/index.js" }, ["code/index.ts", "compiled/index.js"], {
      "/ws/packages/core/prices/tsconfig.json": config,
    });
    assert.deepEqual(resolve(files, "@ws/prices", { from }), prices("code/index.ts"));
    const mapped = workspace({ main: "compiled/index.js" }, ["code/start.ts", "compiled/index.js"], {
      "/ws/packages/core/prices/compiled/index.js.map": json({ sources: ["../code/start.ts"] }),
    });
    assert.deepEqual(resolve(mapped, "@ws/prices", { from }), prices("code/start.ts"));
  });

  it("is its build where there is no source", () => {
    const files = workspace({ main: "dist/index.js" }, ["dist/index.js"]);
    assert.deepEqual(resolve(files, "@ws/prices", { from }), prices("dist/index.js"));
  });

  it("names its own source in exports", () => {
    const exports = { ".": { source: "./code/main.ts", default: "./bundle/main.js" } };
    assert.deepEqual(
      resolve(workspace({ exports }, ["code/main.ts", "bundle/main.js"]), "@ws/prices", { from }),
      prices("code/main.ts"),
    );
  });

  it("may import itself by its name", () => {
    const files = {
      "/app/package.json": json({ name: "me", exports: { "./*": "./src/*.ts" } }),
      "/app/src/time.ts": "",
    };
    assert.deepEqual(resolve(files, "me/time"), file("/app/src/time.ts"));
  });

  for (const yaml of [
    "packages:\n  - 'packages/**'\n  - \"!**/test\"\n",
    "# ours\npackages: # all\r\n- packages/*/* # deep\r\ncatalog: {}\r\n",
    "packages: ['packages/**', apps/*]",
  ])
    it(`is found by pnpm-workspace.yaml: ${json(yaml)}`, () => {
      const files = { ...workspace({}, ["index.ts"]), "/ws/package.json": "{}", "/ws/pnpm-workspace.yaml": yaml };
      assert.deepEqual(resolve(files, "@ws/prices", { from }), prices("index.ts"));
    });
});

describe("a resolver", () => {
  it("remembers until it is told to forget", () => {
    const texts: Record<string, string> = {};
    const resolver = new ModuleResolver(memorySourceFiles(texts));
    assert.equal(resolver.resolve("/app/a.ts", "./b"), undefined);
    texts["/app/b.ts"] = "";
    assert.equal(resolver.resolve("/app/a.ts", "./b"), undefined);
    resolver.forget();
    assert.deepEqual(resolver.resolve("/app/a.ts", "./b"), file("/app/b.ts"));
  });

  describe("on a disk with links", () => {
    let root = "";
    const write = (name: string, text = "") => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    };
    before(() => {
      root = realpathSync(mkdtempSync(join(tmpdir(), "resolve-")));
      write("packages/prices/package.json", json({ name: "prices", main: "dist/index.js" }));
      write("packages/prices/src/index.ts");
      write("app/node_modules/.pnpm/uuid@9/node_modules/uuid/index.js");
      write("app/src/main.ts");
      symlinkSync(join(root, "packages/prices"), join(root, "app/node_modules/prices"));
      symlinkSync(join(root, "app/node_modules/.pnpm/uuid@9/node_modules/uuid"), join(root, "app/node_modules/uuid"));
      symlinkSync(join(root, "packages/prices/src"), join(root, "app/src/shared"));
      symlinkSync(join(root, "app"), join(root, "same"));
      symlinkSync(join(root, "loop"), join(root, "loop"));
    });
    after(() => rmSync(root, { recursive: true }));

    it("gives each file one path", () => {
      const resolver = new ModuleResolver(new NodeSourceFiles());
      const source = file(join(root, "packages/prices/src/index.ts"));
      const main = join(root, "app/src/main.ts");
      assert.deepEqual(resolver.resolve(main, "prices"), source);
      assert.deepEqual(resolver.resolve(main, "./shared"), source);
      assert.deepEqual(resolver.resolve(main, "../../loop/x"), undefined);
      assert.deepEqual(resolver.resolve(main, "uuid"), {
        kind: "package",
        name: "uuid",
        subpath: "",
        file: join(root, "app/node_modules/.pnpm/uuid@9/node_modules/uuid/index.js"),
      });
    });

    it("stays on the path with links that it was given", () => {
      const resolver = new ModuleResolver(new NodeSourceFiles());
      assert.deepEqual(
        resolver.resolve(join(root, "same/src/other.ts"), "./main"),
        file(join(root, "same/src/main.ts")),
      );
    });

    it("sees a new file once it is told of it", () => {
      const files = new NodeSourceFiles();
      assert.equal(files.isFile(join(root, "app/src/new.ts")), false);
      write("app/src/new.ts");
      assert.equal(files.isFile(join(root, "app/src/new.ts")), false);
      files.changed(join(root, "app/src/new.ts"));
      assert.equal(files.isFile(join(root, "app/src/new.ts")), true);
    });
  });
});

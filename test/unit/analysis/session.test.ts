import assert from "node:assert/strict";
import { createLint } from "../../../src/analysis/lint";
import { createLintSession } from "../../../src/analysis/lintSession";
import type { LintSettings } from "../../../src/analysis/lintSettings";
import { generateWorkspace } from "../../support/generatedWorkspace";
import { isSameList } from "../../../src/base/lists";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { randomNumbers, seed } from "../../support/replayRandom";

const edits = Number(process.env["LINT_EDITS"] ?? 100);
const workspaceSize = 20;

type Texts = Record<string, string>;
type Below = (below: number) => number;

/** Changes texts as people do; says which files. All results parse. */
type Edit = (texts: Texts, below: Below) => readonly string[];

const statements = [
  "const at = Date.now();",
  "const luck = Math.random();",
  "let count = 0;",
  "// a comment of some length",
  "/* durable-disable no-random: tried */",
  "// durable-disable-next-line no-wall-clock: shown only\n  const shown = Date.now();",
  "const home = process.env.HOME;",
  "",
];

const editsByName: Readonly<Record<string, Edit>> = {
  "a statement in a function": (texts, below) => {
    const file = anyCode(texts, below);
    const ends = [...(texts[file] ?? "").matchAll(/\) *(?::[^={}\n]*)?\{\n/g)].map(
      ({ index, 0: found }) => index + found.length,
    );
    const at = ends[below(ends.length)];
    if (at === undefined) return [];
    return put(
      texts,
      file,
      (text) => `${text.slice(0, at)}{ ${statements[below(statements.length)]}\n}\n${text.slice(at)}`,
    );
  },
  "an export renamed at home": (texts, below) =>
    put(texts, anyHelper(texts, below), (text) =>
      text.replace(/export function (\w+?)(\d+)\(/, "export function $1x$2("),
    ),
  "a helper called elsewhere": (texts, below) =>
    put(texts, anyHelper(texts, below), (text) => text.replace(/audit(\d+)\(order\)(?! \{)/, "price$1(order)")),
  "something in place of an argument": (texts, below) =>
    put(texts, anyHelper(texts, below), (text) =>
      text.replace(/(export function \w+\()(\w+)(: \w+)?\)/, "$1$2$3 = JSON.parse(String(Date.now())))"),
    ),
  "an argument left out": (texts, below) => {
    const file = anyCode(texts, below);
    return put(texts, file, (text) => text.replace(/\b([a-z]+\d+)\((order|input)\)(?!:? ?\w* ?\{)/, "$1()"));
  },
  "an argument that is there": (texts, below) => {
    const file = anyCode(texts, below);
    return put(texts, file, (text) => text.replace(/\b([a-z]+\d+)\((?:order|input)?\)(?!:? ?\w* ?\{)/, "$1({})"));
  },
  "a barrel without one of its files": (texts, below) => {
    const barrels = Object.keys(texts).filter((file) => file.endsWith("/index.ts"));
    return put(texts, barrels[below(barrels.length)] ?? "", (text) => text.replace(/export \* from .*\n/, ""));
  },
  "imports in a circle": (texts, below) => {
    const [one, other] = [anyHelper(texts, below), anyHelper(texts, below)];
    const name = /(\d+)\.ts$/.exec(other)?.[1] ?? "";
    return put(
      texts,
      one,
      (text) =>
        `${text}export * from "${relative(one, other)}";\nexport { quote${name} as again } from "${relative(one, other)}";\n`,
    );
  },
  "a file gone": (texts, below) => {
    const file = anyCode(texts, below);
    Reflect.deleteProperty(texts, file);
    return [file];
  },
  "a new orchestrator": (texts, below) => {
    const helper = anyHelper(texts, below);
    const name = /(\d+)\.ts$/.exec(helper)?.[1] ?? "";
    const file = `/workspace/src/orchestrators/new${below(5)}.ts`;
    return put(
      texts,
      file,
      () => `import * as df from "durable-functions";
import { quote${name} } from "${relative(file, helper)}";
df.app.orchestration("new", function* (context) {
  return quote${name}(yield context.df.callActivity("work0"));
});
`,
    );
  },
  "a registration removed": (texts, below) =>
    put(texts, anyCode(texts, below), (text) => text.replace(/^df\.app\.orchestration\("\w+", \w+\);\n/m, "")),
  "a registration of another name": (texts, below) =>
    put(texts, anyCode(texts, below), (text) =>
      text.replace(/^df\.app\.activity\("\w+"/m, `df.app.activity("work${below(3)}"`),
    ),
  "a function.json": (texts, below) => {
    const trigger = ["orchestrationTrigger", "activityTrigger", "httpTrigger"][below(3)];
    const scriptFile = `../handlers/${["own", "through"][below(2)]}.ts`;
    const json = JSON.stringify({ bindings: [{ type: trigger }], scriptFile, entryPoint: "ab"[below(2)] });
    return [
      ...put(texts, `/workspace/folder${below(2)}/function.json`, () => json),
      ...put(texts, "/workspace/handlers/own.ts", () => ["a", "b"].slice(below(2)).map(handlerCode).join("")),
      ...put(texts, "/workspace/handlers/through.ts", () => `export { ${below(2) ? "a" : "b as a"}, b } from "./own";`),
    ];
  },
  "other paths": (texts, below) =>
    put(texts, "/workspace/tsconfig.json", (text) =>
      below(2) ? text.replace("src/lib/*", "lib/*") : text.replace('"lib/*', '"src/lib/*'),
    ),
  "another SDK": (texts, below) =>
    put(texts, "/workspace/package.json", (text) => text.replace(/"\d\.1\.0"/, `"${2 + below(2)}.1.0"`)),
};

describe("a lint session", () => {
  it(`finds after each of ${edits} edits what a new run finds (TEST_SEED=${seed})`, function () {
    this.timeout(300_000);
    const below = randomNumbers();
    const { files, codeFiles } = generateWorkspace(workspaceSize, below(1000));
    const texts: Texts = { ...files };
    const session = createLintSession(memorySourceFiles(texts));
    let settings: LintSettings = { severities: {}, followPackages: false };
    let asked = codeFiles;
    session.setFiles(asked);
    session.lint();
    const names = Object.keys(editsByName);
    let found = 0;
    for (let count = 0; count < edits; count++) {
      const name = names[below(names.length)] ?? "";
      const changed = editsByName[name]?.(texts, below) ?? [];
      const codeNow = Object.keys(texts)
        .filter((file) => file.endsWith(".ts"))
        .sort();
      // Another list has all looked at again: an editor gives one only when files came or went.
      if (!isSameList(codeNow, asked)) session.setFiles((asked = codeNow));
      if (below(8) === 0) settings = { ...settings, severities: { "no-random": below(2) ? "off" : "error" } };
      if (below(8) === 0) settings = { ...settings, folders: anyFolders(below) };
      session.configure(settings);
      session.change(changed.map((file) => (below(2) && file in texts ? { file, text: texts[file] ?? "" } : { file })));
      for (const file of changed) if (below(4) === 0) session.change([{ file }]);
      const fresh = createLint(memorySourceFiles({ ...texts }))({ files: asked, ...settings });
      assert.deepEqual(session.lint(), fresh, `edit ${count}: ${name} in ${changed.join(", ")}`);
      found += fresh.findings.length;
    }
    assert.ok(found > edits, "the workspace has findings to lose");
  });

  it("finds a helper's clock while the helper is typed, and what the rules ask of other files", () => {
    const texts: Texts = {
      "/app/order.js": `import * as df from "durable-functions";
import { now } from "./time";
df.app.orchestration("order", function* (context) { return now(); });`,
    };
    const session = createLintSession(memorySourceFiles(texts));
    session.setFiles(["/app/order.js"]);
    assert.equal(session.lint().findings.length, 0);
    session.change([{ file: "/app/time.js", text: "export const now = () => Date.now();" }]);
    assert.deepEqual(
      session.lint().findings.map(({ rule, sink }) => [rule, sink.file]),
      [["no-wall-clock", "/app/time.js"]],
    );
    session.change([{ file: "/app/time.js" }]);
    assert.equal(session.lint().findings.length, 0);
  });

  it("takes a folder that went or came for all that was in it", () => {
    const texts: Texts = {
      "/app/host.json": "{}",
      "/app/order.js": `import { app } from "durable-functions";
import { now } from "./lib/time";
app.activity("ship", { handler: () => 1 });
app.orchestration("order", function* (context) { now(); yield context.df.callActivity("pay"); });`,
    };
    const lib = (clock: string, name: string): Texts => ({
      "/app/lib/time.js": `export const now = () => ${clock};`,
      "/app/lib/pay.js": `import { app } from "durable-functions";\napp.activity("${name}", { handler: () => 1 });`,
    });
    const session = createLintSession(memorySourceFiles(texts));
    const rulesNow = () => {
      session.setFiles(Object.keys(texts).filter((file) => file.endsWith(".js")));
      session.change([{ file: "/app/lib" }]);
      return session.lint().findings.map(({ rule }) => rule);
    };
    Object.assign(texts, lib("Date.now()", "pay"));
    assert.deepEqual(rulesNow(), ["no-wall-clock"]);
    for (const file of Object.keys(lib("", ""))) Reflect.deleteProperty(texts, file);
    assert.deepEqual(rulesNow(), ["unknown-activity"]);
    Object.assign(texts, lib("Math.random()", "pay"));
    assert.deepEqual(rulesNow(), ["no-random"]);
  });

  it("knows what a file registers that was left out, once its text is another", () => {
    const minified = `app.activity("pay", { handler: () => 1 }); // ${"x".repeat(30_000)}`;
    const texts: Texts = {
      "/app/host.json": "{}",
      "/app/order.js": `import { app } from "durable-functions";
app.activity("ship", { handler: () => 1 });
app.orchestration("order", function* (context) { yield context.df.callActivity("pay"); });`,
      "/app/pay.js": minified,
    };
    const session = createLintSession(memorySourceFiles(texts));
    session.setFiles(["/app/order.js"]);
    const rulesAfter = (text: string) => {
      session.change([{ file: "/app/pay.js", text: `import { app } from "durable-functions";\n${text}` }]);
      return session.lint().findings.map(({ rule }) => rule);
    };
    assert.equal(session.lint().findings.length, 1);
    assert.deepEqual(rulesAfter(`${minified}x`), ["unknown-activity"]);
    assert.deepEqual(rulesAfter(minified.slice(0, 100)), []);
    assert.deepEqual(rulesAfter(minified), ["unknown-activity"]);
  });
});

function handlerCode(name: string): string {
  return `export async function ${name}(context) { return context.df.callActivity("work0"); }\n`;
}

/** Settings of folders, one of which holds the other. */
function anyFolders(below: Below): NonNullable<LintSettings["folders"]> {
  const any = () => (["off", "error", "hint"] as const)[below(3)] ?? "off";
  return ["/workspace/src", "/workspace/src/lib/area0"].slice(below(3)).map((folder) => ({
    folder,
    isEnabled: below(4) > 0,
    severities: { "no-wall-clock": any(), "no-environment": any(), "no-module-state": any() },
    followPackages: false,
  }));
}

function put(texts: Texts, file: string, change: (text: string) => string): readonly string[] {
  texts[file] = change(texts[file] ?? "");
  return [file];
}

function anyCode(texts: Texts, below: Below): string {
  const files = Object.keys(texts).filter((file) => file.endsWith(".ts"));
  return files[below(files.length)] ?? "";
}

function anyHelper(texts: Texts, below: Below): string {
  const files = Object.keys(texts).filter((file) => /helper\d+\.ts$/.test(file));
  return files[below(files.length)] ?? "/workspace/src/lib/area0/helper0.ts";
}

function relative(from: string, to: string): string {
  const up = from.split("/").length - 3;
  return `${"../".repeat(up)}${to.replace("/workspace/", "").replace(/\.ts$/, "")}`;
}

import assert from "node:assert/strict";
import { extraction } from "../../../src/scaffold/extract/extraction";
import { modelOf, planExtraction } from "../../../src/scaffold/extract/extractionPlan";
import { readProjectFacts } from "../../../src/scaffold/readFacts";
import { parseFile } from "../../../src/syntax/parse";
import { memoryReader } from "../../support/memoryFiles";

const v4 = {
  "/app/host.json": `{ "version": "2.0" }`,
  "/app/package.json": `{ "main": "dist/src/functions/*.js", "dependencies": { "durable-functions": "^3.5.0" } }`,
  "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "dist", "rootDir": "." } }`,
};
const v3 = {
  "/app/host.json": `{ "version": "2.0" }`,
  "/app/package.json": `{ "dependencies": { "durable-functions": "^2.1.4" } }`,
  "/app/order/function.json": `{ "bindings": [{ "name": "context", "type": "orchestrationTrigger", "direction": "in" }] }`,
};

/** The code that `selected` stands in, extracted as `moved`: files by path, as they are afterwards; or the reason why not. */
async function extract(app: Readonly<Record<string, string>>, file: string, text: string, selected: string) {
  const facts = await readProjectFacts(memoryReader({ ...app, [file]: text }), "/app");
  const parsed = parseFile(file, text);
  assert.ok(parsed);
  const start = text.indexOf(selected);
  const request = { selection: { start, end: start + selected.length }, name: "moved", types: { order: "Order" } };
  const seen = extraction(parsed, { ...request, style: facts.style, indent: "" });
  assert.equal(seen?.kind, "extracted");
  const indent = facts.style.indent.repeat(modelOf(seen, facts) === "v4" ? 2 : 1);
  const found = extraction(parsed, { ...request, style: facts.style, indent });
  assert.equal(found?.kind, "extracted");
  const { value: plan, problems } = planExtraction({ file, text, name: "moved" }, found, facts);
  if (!plan) return { refused: problems[0]?.message ?? "" };
  const edited = plan.edits.map(({ file: each, edits }): [string, string] => [
    each,
    apply(each === file ? text : "", edits),
  ]);
  const { open } = plan;
  const written = Object.fromEntries([...plan.files.map((each) => [each.file, each.text]), ...edited]) as Record<
    string,
    string
  >;
  assert.equal(written[open.file]?.slice(open.range.start, open.range.end), "moved");
  return written;
}

function apply(
  text: string,
  edits: readonly { readonly range: { start: number; end: number }; readonly text: string }[],
): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((all, { range, text: put }) => all.slice(0, range.start) + put + all.slice(range.end), text);
}

describe("plan of an extraction", () => {
  it("registers the activity in the orchestrator's own file in model v4, in its style and line ends", async () => {
    const text = [
      "import * as df from 'durable-functions'",
      "import { priceOf, type Order } from './prices'",
      "df.app.orchestration('order', function* (context) {",
      "    const order = context.df.getInput()",
      "    const total = priceOf(order) * 2",
      "    return total",
      "})",
      "",
    ].join("\r\n");
    const written = await extract(v4, "/app/src/functions/order.ts", text, "const total = priceOf(order) * 2");
    assert.deepEqual(written, {
      "/app/src/functions/order.ts": [
        "import * as df from 'durable-functions'",
        "import { priceOf, type Order } from './prices'",
        "df.app.orchestration('order', function* (context) {",
        "    const order = context.df.getInput()",
        "    const total = yield context.df.callActivity('moved', order)",
        "    return total",
        "})",
        "",
        "df.app.activity('moved', {",
        "    handler: async (order: Order) => {",
        "        const total = priceOf(order) * 2",
        "        return total",
        "    },",
        "})",
        "",
      ].join("\r\n"),
    });
  });

  it("makes a folder of its own in model v3, with the imports that the code needs", async () => {
    const text = `const df = require("durable-functions");
const { priceOf } = require("./prices");
const tax = require("../shared/tax");
module.exports = df.orchestrator(function* (context) {
  const order = context.df.getInput();
  return tax.add(priceOf(order));
});
`;
    const written = await extract(v3, "/app/order/index.js", text, "tax.add(priceOf(order))");
    assert.match(
      written["/app/order/index.js"] ?? "",
      /\n {2}return yield context\.df\.callActivity\("moved", order\);\n/,
    );
    assert.equal(
      written["/app/moved/index.js"],
      `const tax = require("../shared/tax");
const { priceOf } = require("../order/prices");

module.exports = async function (_context, order) {
  return tax.add(priceOf(order));
};
`,
    );
    const { bindings } = JSON.parse(written["/app/moved/function.json"] ?? "") as { bindings: { type: string }[] };
    assert.deepEqual(
      bindings.map(({ type }) => type),
      ["activityTrigger"],
    );
  });

  it("leaves code alone that needs what only its own file has, in model v3", async () => {
    const text = `const df = require("durable-functions");
const rate = 2;
module.exports = df.orchestrator(function* (context) {
  const order = context.df.getInput();
  return order * rate;
});
`;
    const written = await extract(v3, "/app/order/index.js", text, "order * rate");
    assert.match(written["refused"] ?? "", /uses rate, which is declared in index\.js: move it/);
  });

  it("imports the types of the signature in model v3: those that the file imports, and those that it exports", async () => {
    const text = `import * as df from "durable-functions";
import type { Order } from "./types";
import * as tax from "../shared/tax";
export interface Rate { of: number }
export default df.orchestrator(function* (context) {
  const order = context.df.getInput();
  const rate: Rate = context.df.getInput();
  const taxed: tax.Sum | { Order: Rate["of"] } = context.df.getInput();
  return [order, rate, taxed];
});
`;
    const app = { ...v3, "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "dist" } }` };
    const written = await extract(app, "/app/order/index.ts", text, "[order, rate, taxed]");
    const code = written["/app/moved/index.ts"] ?? "";
    assert.deepEqual(code.split("\n").slice(0, 6), [
      'import type { Context } from "@azure/functions";',
      'import type { Order } from "../order/types";',
      'import * as tax from "../shared/tax";',
      'import type { Rate } from "../order/index";',
      "",
      'export default async function (_context: Context, { order, rate, taxed }: { order: Order; rate: Rate; taxed: tax.Sum | { Order: Rate["of"] } }) {',
    ]);
    const hidden = await extract(
      app,
      "/app/order/index.ts",
      text.replace("export interface", "interface"),
      "[order, rate, taxed]",
    );
    assert.match(hidden["refused"] ?? "", /uses Rate, which is declared in index\.ts/);
  });

  it("imports the SDK where a helper does not", async () => {
    const text = `export function* priced(context) {
  const order = context.df.getInput();
  return order.amount * 2;
}
`;
    const written = await extract(v4, "/app/src/functions/priced.ts", text, "order.amount * 2");
    assert.match(
      written["/app/src/functions/priced.ts"] ?? "",
      /^import \* as df from .durable-functions.;\nexport function\*/,
    );
    assert.match(written["/app/src/functions/priced.ts"] ?? "", /\n\ndf\.app\.activity\(.moved., \{\n/);
  });

  it("refuses a name that is taken", async () => {
    const text = `import * as df from "durable-functions";
df.app.orchestration("moved", function* (context) {
  const order = context.df.getInput();
  return order * 2;
});
`;
    const written = await extract(v4, "/app/src/functions/order.ts", text, "order * 2");
    assert.match(written["refused"] ?? "", /There is a function moved/);
  });
});

describe("types in an extraction", () => {
  /** @param types what the editor knows of variables, by name */
  function handed(lines: readonly string[], selected: string, types: Readonly<Record<string, string>> = {}): string {
    const text = [
      'import * as df from "durable-functions";',
      'import { type Order } from "./orders";',
      "interface Client { id: string }",
      'df.app.orchestration("order", function* (context) {',
      ...lines,
      "});",
    ].join("\n");
    const parsed = parseFile("/app/order.ts", text);
    assert.ok(parsed);
    const start = text.indexOf(selected);
    const style = { indent: "  ", quote: '"', semicolons: true, lineEnd: "\n" } as const;
    const selection = { start, end: start + selected.length };
    const found = extraction(parsed, { selection, name: "a", style, indent: "", types });
    return found?.kind === "extracted" ? found.parameter : (found?.reason ?? "nothing");
  }
  const read = ["const it = context.df.getInput();", "send(it);"];

  it("are those that the file knows", () => {
    for (const type of [
      "Order",
      "Order[]",
      "{ id: string; order?: Order }",
      "Client",
      "'Date' | null",
      "Record<string, Order>",
    ])
      assert.equal(handed(read, "send(it);", { it: type }), `it: ${type}`);
  });

  it("are not known where their names come from elsewhere", () => {
    for (const type of ["Receipt", "Order | Receipt", "Array<Receipt>", "{ of: Receipt }"])
      assert.equal(handed(read, "send(it);", { it: type }), "it: any");
    assert.equal(
      handed(["interface Own { a: 1 }", "const it: Own = context.df.getInput();", "send(it);"], "send(it);"),
      "it: any",
    );
  });

  it("are not known where they are those of variables of the orchestrator", () => {
    const typed = (head: string) => [head, "const it: typeof first = context.df.getInput();", "send(it);"];
    assert.equal(handed(typed("const first = 1;"), "send(it);"), "it: any");
    assert.equal(handed(typed(""), "send(it);"), "it: typeof first");
  });

  it("say what cannot be stored: a date, a map, a function, a task", () => {
    for (const type of ["Date", "Map<string, Order>", "{ due: Date }", "() => void", "df.Task"]) {
      assert.match(handed(read, "send(it);", { it: type }), /^The selection uses it, .* cannot be stored/);
      assert.match(handed([`const it: ${type} = make();`, "send(it);"], "send(it);"), /uses it, .* cannot be stored/);
    }
    const made = ["const it = make();", "return it;"];
    assert.match(handed(made, "const it = make();", { it: "Date" }), /^The selection makes it, which cannot be stored/);
    assert.equal(handed(made, "const it = make();", { it: "string" }), "");
  });
});

describe("what is extracted of a piece of code", () => {
  function around(lines: readonly string[], piece: string): string | undefined {
    const text = `df.app.orchestration("order", function* (context) {\n${lines.join("\n")}\n});\n`;
    const parsed = parseFile("/app/order.js", text);
    assert.ok(parsed);
    const start = text.indexOf(piece);
    const style = { indent: "  ", quote: '"', semicolons: true, lineEnd: "\n" } as const;
    const selection = { start, end: start + piece.length };
    const found = extraction(parsed, { selection, isPiece: true, name: "a", style, indent: "", types: {} });
    return found?.kind === "extracted" ? text.slice(found.selection.start, found.selection.end) : found?.reason;
  }

  it("is its whole statement", () => {
    assert.equal(around(["const sum = random() + 1;", "return sum;"], "random()"), "const sum = random() + 1;");
  });
  it("is what is waited for, where the statement waits", () => {
    assert.equal(
      around(["const body = yield fetch(url).then((a) => a.text());"], "fetch(url)"),
      "fetch(url).then((a) => a.text())",
    );
  });
  it("is the piece itself, where the rest belongs to the orchestrator", () => {
    assert.equal(around(["return [context.df.instanceId, random()];"], "random()"), "random()");
  });
});

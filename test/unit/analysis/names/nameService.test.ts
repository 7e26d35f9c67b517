import assert from "node:assert/strict";
import { LineIndex } from "../../../../src/base/lineIndex";
import type { FilePosition, NameService } from "../../../../src/analysis/names/nameService";
import { createLintSession } from "../../../../src/analysis/lintSession";
import { memorySourceFiles } from "../../../support/memorySourceFiles";
import { v3App, v4App } from "../../../support/namedApps";

type Texts = Readonly<Record<string, string>>;

const orders = "/app/src/functions/orders.ts";

function open(texts: Texts): NameService {
  return createLintSession(memorySourceFiles(texts)).names();
}

/** The position of the cursor `|` in a piece of a file's text. */
function cursor(texts: Texts, file: string, piece: string): FilePosition {
  const at = texts[file]?.indexOf(piece.replace("|", "")) ?? -1;
  assert.notEqual(at, -1, `${piece} in ${file}`);
  return { file, position: new LineIndex(texts[file] ?? "").positionAt(at + piece.indexOf("|")) };
}

/** Completions where `|` is typed at the end of a file of model v4. */
function completions(typed: string): string {
  const texts = { ...v4App, [orders]: `${v4App[orders] ?? ""}\nfunction* f(context, client) {\n  ${typed}\n}\n` };
  const plain = { ...texts, [orders]: texts[orders].replace("|", "") };
  const found = open(plain).complete(cursor(plain, orders, typed));
  if (!found) return "none";
  const { start, end } = found.place.range;
  return `${found.kind} ${found.items.map(({ name }) => name).join(" ")} for [${plain[orders].slice(start, end)}]`;
}

/** Texts after a rename at the cursor, those that changed, by file without `/app/`; or the refusal. */
function renamed(texts: Texts, file: string, piece: string, name: string): Record<string, unknown> | string {
  const rename = open(texts).rename(cursor(texts, file, piece), name);
  assert.ok(rename, "there is a name");
  if ("refusal" in rename) return rename.refusal;
  const byFile = new Map<string, string[]>();
  for (const { place, text } of rename.edits) {
    const line = (texts[place.file] ?? "").split("\n")[place.start.line - 1] ?? "";
    const changed = line.slice(0, place.start.column - 1) + text + line.slice(place.end.column - 1);
    byFile.set(place.file, [...(byFile.get(place.file) ?? []), changed.trim()]);
  }
  const files = [...byFile].map(([each, lines]) => [each.replace("/app/", ""), lines] as const);
  const moves = rename.moves.map(({ from, to }) => `${from} → ${to}`);
  return { ...Object.fromEntries(files), ...(moves.length && { moves }) };
}

/** Why a rename at the cursor is refused. */
function refusalOf(texts: Texts, file: string, piece: string, name: string): string {
  const result = renamed(texts, file, piece, name);
  assert.ok(typeof result === "string", JSON.stringify(result));
  return result;
}

describe("names that are being typed", () => {
  it("are completed with functions of the kind that the call takes, whatever the quotes", () => {
    assert.equal(completions('yield context.df.callActivity("|"'), "activity pay ship for []");
    assert.equal(
      completions("yield context.df.callActivityWithRetry<string>('sh|ip', options)"),
      "activity pay ship for [ship]",
    );
    assert.equal(completions("yield context.df.callSubOrchestrator(`|"), "orchestration order parcel for []");
    assert.equal(completions("client.startNew('or|'"), "orchestration order parcel for [or]");
    assert.equal(completions('new df.EntityId("|", "pen")'), "entity stock for []");
  });

  it("are completed with events of whoever waits or raises, after arguments of any kind", () => {
    assert.equal(completions('yield context.df.waitForExternalEvent("|")'), "event Approval for []");
    assert.equal(completions('client.raiseEvent(idOf(request, "a"), "|"'), "event Approval for []");
    assert.equal(completions("client.raiseEvent(`order-${id}`, 'App|')"), "event Approval for [App]");
  });

  it("are left alone outside of name strings", () => {
    assert.equal(completions('console.log("|")'), "none");
    assert.equal(completions('context.df.callActivity("pay", "|")'), "none");
    assert.equal(completions("context.df.callActivity(|)"), "none");
  });
});

describe("a name under the cursor", () => {
  it("is described with its functions, their stated types and all that names them", () => {
    const facts = open(v4App).describe(cursor(v4App, "/app/src/steps.ts", "WithRetry(Na|mes.Pay"));
    assert.deepEqual([facts?.at.kind, facts?.at.name, facts?.at.isLiteral], ["activity", "pay", false]);
    const [pay] = facts?.functions ?? [];
    assert.deepEqual([pay?.input, pay?.output, pay?.handler?.start.line], ["number", "number", 31]);
    assert.deepEqual(
      facts?.uses.map(({ place }) => place.file),
      ["/app/src/factory.ts", "/app/src/steps.ts"],
    );
  });

  it("is described in model v3, whose activities take the context first", () => {
    const facts = open(v3App).describe(cursor(v3App, "/app/lib/pay.ts", "'P|ay'"));
    const [pay] = facts?.functions ?? [];
    assert.deepEqual([pay?.input, pay?.output, pay?.functionJson], ["number", "string", "/app/Pay/function.json"]);
    const event = open(v3App).describe(cursor(v3App, "/app/HttpStart/index.js", '"|Approval"'));
    assert.deepEqual(
      event?.uses.map(({ method, from }) => [method, ...from]),
      [
        ["raiseEvent", "HttpStart"],
        ["waitForExternalEvent", "Order"],
      ],
    );
  });

  it("says the input of an orchestrator however it is stated", () => {
    for (const body of [
      "const order: Order = context.df.getInput();",
      "const { id } = context.df.getInput() as Order;",
      "const order = context.df.getInput<Order>();",
    ]) {
      const file = "/app/order.ts";
      const text = `import * as df from "durable-functions";
df.app.orchestration("order", function* (context): Generator<df.Task, Receipt, any> { ${body} });`;
      const texts = { "/app/host.json": "{}", [file]: text };
      const [order] = open(texts).describe(cursor(texts, file, '"or|der"'))?.functions ?? [];
      assert.deepEqual([order?.input, order?.output], ["Order", "Receipt"], body);
    }
  });

  it("says no type that its callers do not see, nor one that is not known", () => {
    const file = "/app/order.ts";
    const typesOf = (handler: string) => {
      const text = `import * as df from "durable-functions";
import type { Client } from "./clients";
df.app.activity("pay", { handler: ${handler} });`;
      const texts = { "/app/host.json": "{}", [file]: text };
      const [pay] = open(texts).describe(cursor(texts, file, '"p|ay"'))?.functions ?? [];
      return [pay?.input, pay?.output];
    };
    assert.deepEqual(typesOf("(due: Date): Map<string, number> => run(due)"), [undefined, undefined]);
    assert.deepEqual(typesOf("async (order: { due: Date }): Promise<() => void> => run(order)"), [
      undefined,
      undefined,
    ]);
    assert.deepEqual(typesOf("<T>(order: T): T[] => run(order)"), [undefined, undefined]);
    assert.deepEqual(typesOf("(client: Client): { Date: string } => run(client)"), ["Client", "{ Date: string }"]);
  });

  it("is nothing where nothing is named, and outside of apps", () => {
    const names = open({ ...v4App, "/lib/a.ts": 'context.df.callActivity("pay")' });
    assert.equal(names.at(cursor(v4App, orders, "request|, context")), undefined);
    assert.equal(names.at({ file: "/lib/a.ts", position: { line: 1, column: 26 } }), undefined);
  });
});

describe("a rename", () => {
  it("changes registration and calls, in each in its own quotes", () => {
    assert.deepEqual(renamed(v4App, orders, 'activity("|ship"', "send"), {
      "src/functions/orders.ts": [
        'const ship = df.app.activity("send", { handler: (order: string): string => order });',
      ],
      "src/factory.ts": ['yield context.df.callActivity(name ? "pay" : "send");'],
    });
    assert.deepEqual(renamed(v4App, orders, 'startNew("or|der"', "purchase"), {
      "src/functions/orders.ts": [
        'df.app.orchestration("purchase", function* (context) {',
        'await client.startNew("purchase", { input: 1 });',
      ],
    });
  });

  it("changes the constant once, also from the constant itself", () => {
    const expected = {
      "src/names.ts": ['export enum Names { Pay = "charge", Pack = "pack" }'],
      "src/factory.ts": ['yield context.df.callActivity(name ? "charge" : "ship");'],
    };
    assert.deepEqual(renamed(v4App, "/app/src/names.ts", 'Pay = "p|ay"', "charge"), expected);
    assert.deepEqual(renamed(v4App, orders, "activity(Na|mes.Pay", "charge"), expected);
    assert.deepEqual(renamed(v4App, "/app/src/names.ts", "`st|ock`", "shelf"), {
      "src/names.ts": ["export const stockEntity = `shelf`;"],
    });
  });

  it("changes an event where it is waited for and raised", () => {
    assert.deepEqual(renamed(v4App, orders, '"Appr|oval", true', "Approved!"), {
      "src/names.ts": ['export const events = { approval: "Approved!" } as const;'],
      "src/functions/orders.ts": ['await client.raiseEvent("id", "Approved!", true);'],
    });
  });

  it("moves the folder of model v3 with the script that function.json names", () => {
    assert.deepEqual(renamed(v3App, "/app/lib/pay.ts", "'P|ay'", "Charge"), {
      "Pay/function.json": ['"scriptFile": "../dist/Charge/index.js"'],
      "lib/pay.ts": ["return yield context.df.callActivity('Charge', context.df.getInput());"],
      moves: ["/app/Pay → /app/Charge"],
    });
  });

  it("changes the trigger of function.json where that names the function", () => {
    const texts = {
      ...v3App,
      "/app/lib/refund.ts": "export const refund = (context) => context.df.callActivity('GiveBack');",
    };
    assert.deepEqual(renamed(texts, "/app/lib/refund.ts", "'Give|Back'", "Return"), {
      "Refund/function.json": ['{"bindings":[{"type":"activityTrigger","name":"amount","activity":"Return"}]}'],
      "lib/refund.ts": ["export const refund = (context) => context.df.callActivity('Return');"],
    });
  });

  it("keeps a function turned off in the settings", () => {
    const settings = (text: string) => ({ ...v4App, "/app/local.settings.json": text });
    const inSettings = (text: string) => {
      const edits = renamed(settings(text), orders, 'activity("|ship"', "send");
      assert.ok(typeof edits !== "string");
      return edits["local.settings.json"];
    };
    assert.deepEqual(inSettings('\uFEFF{ "Values": {\n"AzureWebJobs.Ship.Disabled": true } }'), [
      '"AzureWebJobs.send.Disabled": true } }',
    ]);
    assert.deepEqual(inSettings('{ "Values": { "AzureWebJobs__ship__Disabled": "1" } }'), [
      '{ "Values": { "AzureWebJobs__send__Disabled": "1" } }',
    ]);
    const others = '"AzureWebJobs.shipping.Disabled": true, "AzureWebJobsStorage": "ship", "ship": "Disabled"';
    assert.equal(inSettings(`{ "Values": { ${others} }, "AzureWebJobs.ship.Disabled": true }`), undefined);
    assert.equal(inSettings('{ "Values": ["AzureWebJobs.ship.Disabled"'), undefined);
  });

  it("leaves the setting of a folder alone whose trigger names the function", () => {
    const refund = "export const refund = (context) => context.df.callActivity('GiveBack');";
    const disabled = '{ "Values": { "AzureWebJobs.GiveBack.Disabled": true } }';
    const texts = { ...v3App, "/app/lib/refund.ts": refund, "/app/local.settings.json": disabled };
    const files = Object.keys(renamed(texts, "/app/lib/refund.ts", "'Give|Back'", "Return"));
    assert.deepEqual(files, ["Refund/function.json", "lib/refund.ts"]);
  });

  it("reads function.json behind a byte order mark", () => {
    const texts = { ...v3App, "/app/Pay/function.json": `\uFEFF${v3App["/app/Pay/function.json"] ?? ""}` };
    const edits = renamed(texts, "/app/lib/pay.ts", "'P|ay'", "Charge");
    assert.ok(typeof edits !== "string");
    assert.deepEqual(edits["Pay/function.json"], ['"scriptFile": "../dist/Charge/index.js"']);
  });

  it("tells of calls by names that only show when they run", () => {
    const rename = open(v4App).rename(cursor(v4App, orders, 'activity("|ship"'), "send");
    assert.ok(rename && "hidden" in rename);
    assert.deepEqual(
      rename.hidden.map(({ file, start }) => [file, start.line]),
      [["/app/src/factory.ts", 3]],
    );
  });

  it("is refused for a name that the host does not take, or that is taken in any case", () => {
    const ship = (name: string) => renamed(v4App, orders, 'activity("|ship"', name);
    for (const name of ["", "1ship", "ship it", "ship.it", "s".repeat(129), "Host", "nul"])
      assert.match(refusalOf(v4App, orders, 'activity("|ship"', name), /function's name|function needs|keeps the name/);
    assert.equal(ship("Start"), "The name Start is taken: src/functions/orders.ts:22 registers it.");
    assert.notEqual(typeof ship("Ship"), "string", "another case of its own name");
    assert.equal(
      renamed(v3App, "/app/lib/pay.ts", "'P|ay'", "order"),
      "The name order is taken: Order/function.json has it.",
    );
    assert.match(refusalOf(v4App, orders, '"Appr|oval", true', 'a"b'), /has no quotes/);
  });

  it("is refused where a text names two things, and where it belongs to no file of the app", () => {
    const shared = `import * as df from "durable-functions";
import { outside } from "../lib/names";
const name = "order";
df.app.orchestration(name, function* (context) { yield context.df.callActivity(name); yield context.df.callActivity("far"); });
df.app.activity(name, { handler: () => 1 });
df.app.activity(outside, { handler: () => 1 });
`;
    const texts = { "/app/host.json": "{}", "/app/a.ts": shared, "/lib/names.ts": 'export const outside = "far";\n' };
    assert.match(
      refusalOf(texts, "/app/a.ts", 'name = "or|der"', "x"),
      /^The text at a\.ts:3 also names the (activity|orchestration) at a\.ts:\d: give each/,
    );
    assert.match(refusalOf(texts, "/app/a.ts", '"f|ar"', "x"), /^The name is written at \/lib\/names\.ts:1, outside/);
  });

  it("is refused where code would be moved that others import, or over a folder that is there", () => {
    const texts = { ...v3App, "/app/lib/again.ts": `import pay from "../Pay";\nexport const again = pay;\n` };
    assert.match(
      refusalOf(texts, "/app/lib/pay.ts", "'P|ay'", "Charge"),
      /^lib\/again\.ts imports code from the folder Pay/,
    );
    const there = { ...v3App, "/app/Charge/notes.md": "" };
    assert.match(refusalOf(there, "/app/lib/pay.ts", "'P|ay'", "Charge"), /^The folder Charge is there already/);
  });
});

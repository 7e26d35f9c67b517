import assert from "node:assert/strict";
import { createLintSession, type LintSession } from "../../../../src/analysis/lintSession";
import { createLint } from "../../../../src/analysis/lint";
import type { Rename } from "../../../../src/analysis/names/rename";
import { LineIndex } from "../../../../src/base/lineIndex";
import { assertIndexAfterEdits, type TextEdits } from "../../../support/indexAfterEdits";
import { memorySourceFiles } from "../../../support/memorySourceFiles";

type Texts = Readonly<Record<string, string>>;

/** An app in JavaScript of one file, with what it imports. */
function app(code: string, others: Texts = {}): Record<string, string> {
  const inApp = Object.entries(others).map(([file, text]) => [`/app/${file}`, text] as const);
  return {
    "/app/host.json": "{}",
    "/app/main.ts": `import * as df from "durable-functions";\n${code}`,
    ...Object.fromEntries(inApp),
  };
}

function open(texts: Texts): LintSession {
  return createLintSession(memorySourceFiles(texts));
}

/** `name: text of its handler`, and `?` for what is registered under a name that is not seen. */
function registered(texts: Texts): readonly string[] {
  const { functions, hidden } = open(texts).names().functions("/app");
  const named = functions.map(({ name, handler }) => {
    const { start = 0, end = 0 } = handler?.range ?? {};
    return `${name}: ${handler ? (texts[handler.file] ?? "").slice(start, end) : "?"}`;
  });
  return [...named, ...hidden.filter(({ isRegistration }) => isRegistration).map(() => "?")];
}

/** Texts that a rename changes. */
function rename(texts: Texts, file: string, piece: string, name: string): Texts {
  const result = renameAt(texts, file, piece, name);
  assert.ok(!("refusal" in result), JSON.stringify(result));
  const changed: Record<string, string> = {};
  const fromTheEnd = [...result.edits].sort((one, other) => other.place.range.start - one.place.range.start);
  for (const { place, text } of fromTheEnd) {
    const before = changed[place.file] ?? texts[place.file] ?? "";
    changed[place.file] = before.slice(0, place.range.start) + text + before.slice(place.range.end);
  }
  return changed;
}

function refusalOf(texts: Texts, file: string, piece: string, name: string): string {
  const result = renameAt(texts, file, piece, name);
  assert.ok("refusal" in result, JSON.stringify(result));
  return result.refusal;
}

function renameAt(texts: Texts, file: string, piece: string, name: string): Rename {
  const at = (texts[file] ?? "").indexOf(piece);
  const position = new LineIndex(texts[file] ?? "").positionAt(at + 1);
  const result = open(texts).names().rename({ file, position }, name);
  assert.ok(result, "there is a name");
  return result;
}

describe("functions that are registered in loops", () => {
  const steps = "const steps = { pay: (order) => order, ship };\nfunction ship(order) {}\n";
  const expected = ["pay: (order) => order", "ship: function ship(order) {}"];
  const loops: Readonly<Record<string, string>> = {
    "forEach over entries": "Object.entries(steps).forEach(([name, handler]) => df.app.activity(name, { handler }));",
    "for…of over entries": "for (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });",
    "entries in a variable":
      "const all = Object.entries(steps);\nfor (const each of all) df.app.activity(each[0], { handler: each[1] });",
    keys: "Object.keys(steps).forEach((name) => df.app.activity(name, { handler: steps[name] }));",
    "for…in": "for (const name in steps) df.app.activity(name, { handler: steps[name] });",
    "a list of definitions":
      "const list = [{ name: 'pay', run: steps.pay }, { name: 'ship', run: ship }];\nfor (const each of list) df.app.activity(each.name, { handler: each.run });",
    "options in a list":
      "const list = [{ name: 'pay', handler: steps.pay }, { name: 'ship', handler: ship }];\nlist.forEach(({ name, ...options }) => df.app.activity(name, options));",
    "a map":
      "for (const [name, handler] of new Map([['pay', steps.pay], ['ship', ship]])) df.app.activity(name, { handler });",
    "forEach over a map":
      "new Map([['pay', steps.pay], ['ship', ship]]).forEach((handler, name) => df.app.activity(name, { handler }));",
    "a record in several steps":
      "const first = { pay: steps.pay };\nconst all = { ...first, ship };\nfor (const [name, handler] of Object.entries(all)) df.app.activity(name, { handler });",
    "a frozen record with computed names":
      "const names = { Pay: 'pay', Ship: 'ship' } as const;\nconst all = Object.freeze({ [names.Pay]: steps.pay, [names.Ship]: ship });\nfor (const [name, handler] of Object.entries(all)) df.app.activity(name, { handler });",
    "functions by their names": "for (const each of [steps.pay, ship]) df.app.activity(each.name, { handler: each });",
    "a loop in a loop":
      "for (const group of [[{ name: 'pay', handler: steps.pay }], [{ name: 'ship', handler: ship }]]) for (const each of group) df.app.activity(each.name, each);",
  };
  for (const [what, code] of Object.entries(loops))
    it(`have each their name and their handler: ${what}`, () => {
      assert.deepEqual(registered(app(steps + code)), expected);
    });

  it("are found when another file exports them, by itself or by way of others", () => {
    const others = {
      "steps.ts": "export const pay = (order) => order;\nexport function ship(order) {}\nexport type Order = string;",
      "all.ts": 'export * from "./steps";',
    };
    for (const from of ["./steps", "./all"]) {
      const code = `import * as steps from "${from}";\nfor (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });`;
      assert.deepEqual(registered(app(code, others)), expected);
    }
  });

  it("are not all known where one of them is not seen", () => {
    const loop = "for (const [name, handler] of Object.entries(all)) df.app.activity(name, { handler });";
    const unseen = ["{ pay: steps.pay, ...others() }", "{ pay: steps.pay, [key()]: ship }"];
    for (const all of unseen)
      assert.deepEqual(registered(app(`${steps}const all = ${all};\n${loop}`)), ["pay: (order) => order", "?"]);
    assert.deepEqual(registered(app(`${steps}const all = make(steps);\n${loop}`)), ["?"]);
  });

  it("are orchestrators to the rules, each with its name", () => {
    const texts = app(`const all = {
  one: function* (context) { yield context.df.callActivity("pay", Date.now()); },
  two: function* (context) { yield context.df.callActivity("pay"); yield context.df.callActivity("unknown"); },
};
df.app.activity("pay", { handler: () => 1 });
for (const [name, handler] of Object.entries(all)) df.app.orchestration(name, handler);`);
    const { findings } = createLint(memorySourceFiles(texts))({
      files: ["/app/main.ts"],
      severities: {},
      followPackages: false,
    });
    assert.deepEqual(findings.map(({ rule, place }) => `${place.start.line} ${rule}`).sort(), [
      "3 no-wall-clock",
      "4 unknown-activity",
    ]);
  });

  it("name what they call in turn, and are called by", () => {
    const texts = app(`const tasks = [{ name: "pay" }, { name: "ship" }];
for (const each of tasks) df.app.activity(each.name, { handler: () => 1 });
df.app.orchestration("order", function* (context) {
  for (const each of tasks) yield context.df.callActivity(each.name);
});`);
    const { uses } = open(texts).names().functions("/app");
    assert.deepEqual(
      uses.map(({ name, from }) => `${name} from ${from.join()}`),
      ["pay from order", "ship from order"],
    );
    assert.deepEqual(rename(texts, "/app/main.ts", '"pay"', "charge"), {
      "/app/main.ts": (texts["/app/main.ts"] ?? "").replace('"pay"', '"charge"'),
    });
  });

  it("follow an edit of what the loop goes over, in its file and in another", () => {
    const code = `import { steps } from "./steps";\nfor (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });`;
    const texts = app(code, { "steps.ts": "export const steps = { pay: (order) => order };" });
    const session = open(texts);
    const names = () =>
      session
        .names()
        .functions("/app")
        .functions.map(({ name }) => name);
    assert.deepEqual(names(), ["pay"]);
    texts["/app/steps.ts"] = "export const steps = { pay: (order) => order, ship: () => 1 };";
    session.change([{ file: "/app/steps.ts" }]);
    assert.deepEqual(names(), ["pay", "ship"]);
  });

  it("keep names that are members of an object: these are renamed by hand", () => {
    const texts = app(`const steps = { pay: () => 1 };
for (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });
df.app.orchestration("order", function* (context) { yield context.df.callActivity("pay"); });`);
    assert.match(refusalOf(texts, "/app/main.ts", '"pay"', "charge"), /made in a way that cannot be rewritten/);
  });

  it("are found among many, and end where there are too many", () => {
    const table = (count: number) => Array.from({ length: count }, (_, index) => `s${index}: () => ${index}`).join();
    const code = (count: number) =>
      `const steps = { ${table(count)} };\nfor (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });`;
    assert.equal(registered(app(code(150))).length, 150);
    assert.deepEqual(registered(app(code(1_000))), ["?"]);
  });
});

describe("names that are put together", () => {
  const activity = (name: string) => `df.app.activity(${name}, { handler: () => 1 });\n`;
  const namesOf = (code: string, others?: Texts) => registered(app(code, others)).map((each) => each.split(":")[0]);

  it("of texts and constants: sums, templates, enums, parts of other files", () => {
    const constants = {
      "names.ts": `export const prefix = "order";\nexport enum Part { Fix = "Fix", All = Fix + "All" }`,
    };
    const code = `import { prefix, Part } from "./names";
${activity('prefix + "Pay"')}${activity("`${prefix}${Part.Fix}`")}${activity("`${prefix}-${1}`")}${activity("Part.All")}
const full = prefix + "_" + Part.Fix;\n${activity("full")}${activity("prefix + unknown()")}`;
    assert.deepEqual(namesOf(code, constants), ["orderPay", "orderFix", "order-1", "FixAll", "order_Fix", "?"]);
  });

  it("come from namespaces, frozen objects, getters, objects of objects, by way of other files", () => {
    const others = {
      "names.ts": `export namespace Names { export const Pay = "pay"; export namespace Deep { export const Ship = "ship"; } }
export const Frozen = Object.freeze({ Inner: Object.freeze({ Keep: "keep" }) });
export class Held { static readonly Send = "send"; static get Late() { return "late"; } }
export const Table = Object.assign({}, { Bill: "bill" } as const);`,
      "index.ts": `export * from "./names";\nexport { Names as Renamed } from "./names";\nexport * as all from "./names";`,
    };
    const names = ["Names.Pay", "Renamed.Deep.Ship", "Frozen.Inner.Keep", "Held.Send", "Held.Late", "all.Table.Bill"];
    const code = `import { all, Frozen, Held, Names, Renamed } from "./index";\n${names.map(activity).join("")}`;
    assert.deepEqual(namesOf(code, others), ["pay", "ship", "keep", "send", "late", "bill"]);
  });

  it("are not exports of the file that has the namespace, nor are parameters", () => {
    const others = {
      "names.ts": `export namespace Names { export const Pay = "pay"; }\nexport function ship(order) {}`,
    };
    const code = `import * as all from "./names";\nfor (const name of Object.keys(all)) ${activity("name")}`;
    assert.deepEqual(namesOf(code, others), ["Names", "ship"]);
  });

  it("are not renamed by a text that is part of another name", () => {
    const code = `const base = "pay";\n${activity("base")}${activity('base + "Again"')}`;
    assert.match(refusalOf(app(code), "/app/main.ts", '"pay"', "charge"), /also names the activity at main.ts:4/);
    const whole = `const base = "pay";\n${activity("base")}${activity('"payAgain"')}`;
    assert.deepEqual(rename(app(whole), "/app/main.ts", '"pay"', "charge"), {
      "/app/main.ts": app(whole)["/app/main.ts"]?.replace('"pay"', '"charge"'),
    });
  });
});

describe("functions that are registered and called by way of others", () => {
  const helpers = {
    "helpers.ts": `import * as df from "durable-functions";
export const register = (name: string, handler) => df.app.activity(name, { handler });
export function registerAll(steps, prefix = "") {
  for (const [name, handler] of Object.entries(steps)) df.app.activity(prefix + name, { handler });
}
export function* run(context, { name, input }) {
  return yield context.df.callActivity(name, input);
}`,
  };
  const single = { "helpers.ts": helpers["helpers.ts"].replace(/export function[^]*/, "") };
  const imports = `import { register, registerAll, run } from "./helpers";\n`;
  const calls = `register("pay", (order) => order);
register(Names.Ship, ship);
registerAll({ bill: ship }, "my-");
for (const [name, handler] of Object.entries({ keep: ship })) register(name, handler);
function ship(order) {}
enum Names { Ship = "ship" }
df.app.orchestration("order", function* (context) {
  yield* run(context, { name: "pay", input: 1 });
  yield* run(context, { name: Names.Ship, input: 1 });
});`;

  it("have the names that the calls give, with what they give to run", () => {
    const handler = "function ship(order) {}";
    const found = registered(app(imports + calls, helpers)).filter((each) => !each.startsWith("order:"));
    assert.deepEqual(found, [
      "pay: (order) => order",
      ...["ship", "my-bill", "keep"].map((name) => `${name}: ${handler}`),
    ]);
  });

  it("are called by the orchestrators that give the name", () => {
    const { uses, hidden } = open(app(imports + calls, helpers))
      .names()
      .functions("/app");
    assert.deepEqual(
      uses.map(({ method, name, from }) => `${method} ${name} from ${from.join()}`),
      ["callActivity pay from order", "callActivity ship from order"],
    );
    assert.deepEqual(hidden, []);
  });

  it("are renamed where the name is written", () => {
    const texts = app(imports + calls, helpers);
    assert.deepEqual(rename(texts, "/app/main.ts", '"pay"', "charge"), {
      "/app/main.ts": texts["/app/main.ts"]?.replaceAll('"pay"', '"charge"'),
    });
    assert.match(refusalOf(texts, "/app/main.ts", '"my-"', "your-"), /cannot be rewritten/);
  });

  it("are found in files that name nothing themselves", () => {
    const texts = {
      ...app("", single),
      "/app/main.ts": 'import { register } from "./helpers";\nregister("pay", () => 1);',
    };
    assert.deepEqual(registered(texts), ["pay: () => 1"]);
  });

  it("are not all known where a call gives what is not seen, or nobody is seen to call", () => {
    const unseen = ["register(process.env.NAME, ship);", '["pay"].forEach(register);', "register(...given);", ""];
    for (const code of unseen) assert.deepEqual(registered(app(imports + code, single)), ["?"], code);
  });

  it("are after each edit what a new index is", () => {
    const texts = app(imports + calls, helpers);
    const edits: TextEdits = [
      ["/app/main.ts", 'register("pay"', 'register("charge"'],
      ["/app/main.ts", "register(Names.Ship, ship);", ""],
      ["/app/helpers.ts", "prefix + name", "name + prefix"],
      ["/app/helpers.ts", "(name: string, handler)", "(handler, name: string)"],
      ["/app/helpers.ts", "(handler, name: string)", "(name: string, handler)"],
      ["/app/main.ts", 'register("charge", (order) => order);', ""],
      ["/app/main.ts", "for (const [name", "if (0) for (const [name"],
      ["/app/helpers.ts", "callActivity(name, input)", 'callActivity("fixed", input)'],
      ["/app/main.ts", "registerAll({ bill: ship }, ", "registerAll({ bill: ship }); ("],
    ];
    assertIndexAfterEdits(texts, edits);
  });
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, tokenise } from "./tokenise";
import type { BaseScope, Token } from "./tokenise";

describe("durable calls in code", () => {
  it("marks a scheduled activity, the name in its string and the yield", () =>
    check(
      "source.ts",
      `
  const label: string = yield context.df.callActivity("printLabel", { orderId: order.id });
                      //^^^^^ keyword.control.yield.durable
                                       //^^^^^^^^^^^^ support.function.schedule.durable
                                                     //^^^^^^^^^^ entity.name.function.durable
                                                                     //^^^^^^^ -entity.name.function.durable
`,
    ));

  it("knows the name on a line of its own, and takes no later string for one", () =>
    check(
      "source.ts",
      `
  const shipment = yield context.df.callSubOrchestrator(
                                  //^^^^^^^^^^^^^^^^^^^ support.function.schedule.durable
    "shipOrder",
   //^^^^^^^^^ entity.name.function.durable
    { id: order.id },
    "shipment-1",
   //^^^^^^^^^^ -entity.name.function.durable
  );
  const after = "text";
               //^^^^ -entity.name.function.durable
`,
    ));

  it("marks events, timers, task sets and what the context says", () =>
    check(
      "source.js",
      `
const answer = context.df.waitForExternalEvent('Approval');
                        //^^^^^^^^^^^^^^^^^^^^ support.function.schedule.durable
                                              //^^^^^^^^ entity.name.function.durable
const timeout = context.df.createTimer(deadline);
                         //^^^^^^^^^^^ support.function.schedule.durable
const first = yield context.df.Task.any([answer, timeout]);
                                  //^^^ support.function.schedule.durable
if (!context.df.isReplaying) context.log("once");
              //^^^^^^^^^^^ support.variable.context.durable
                                        //^^^^ -entity.name.function.durable
const order = context.df.getInput();
                       //^^^^^^^^ support.function.context.durable
`,
    ));

  it("marks registrations and starts", () =>
    check(
      "source.ts",
      `
df.app.orchestration("orderOrchestrator", function* (context) { return yield context.df.callActivity("first"); });
     //^^^^^^^^^^^^^ support.function.register.durable
                    //^^^^^^^^^^^^^^^^^ entity.name.function.durable
                                        //^^^^^^^^ storage.type.function.ts
                                                                                                    //^^^^^ entity.name.function.durable
df.app.client.http("startOrder", { methods: ["POST"] });
            //^^^^ support.function.register.durable
                  //^^^^^^^^^^ entity.name.function.durable
                                           //^^^^ -entity.name.function.durable
await client.startNew("orderOrchestrator", { input });
                     //^^^^^^^^^^^^^^^^^ entity.name.function.durable
`,
    ));

  it("leaves strings, comments and calls of others alone", () =>
    check(
      "source.ts",
      `
const text = 'yield context.df.callActivity("x")'; // context.df.callActivity("x")
                             //^^^^^^^^^^^^ -support.function.schedule.durable
                                                                //^^^^^^^^^^^^ -support.function.schedule.durable
other.callActivity("x");
    //^^^^^^^^^^^^ -support.function.schedule.durable
const pdf = mypdf.createTimer();
                //^^^^^^^^^^^ -support.function.schedule.durable
app.http("startOrder", {});
        //^^^^^^^^^^ -entity.name.function.durable
`,
    ));

  const sources: readonly [BaseScope, string][] = [
    ["source.ts", "media/sample/src/functions"],
    ["source.ts", "media/sample/src/orders"],
    ["source.ts", "test/fixtures/apps/v4-ts/src/functions"],
    ["source.js", "test/fixtures/apps/v4-js/src/functions"],
  ];
  for (const [scope, folder] of sources) {
    it(`changes nothing else in the files of ${folder}`, async () => {
      const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
      const changed = await Promise.all(texts.map((text) => changesBeyondDurable(scope, text)));
      assert.ok(texts.length > 0);
      assert.deepEqual(changed.flat(), []);
    });
  }
});

/** Where the innermost scope is neither the editor's own nor ours, and whether a rule was left open. */
async function changesBeyondDurable(scope: BaseScope, text: string): Promise<string[]> {
  const [ours, theirs] = await Promise.all([tokenise(scope, text), tokenise(scope, text, false)]);
  const changes = ours.lines.flatMap((tokens, row) =>
    tokens.flatMap((token) => {
      const innermost = innermostScope(token);
      if (innermost.endsWith(".durable") || !token.text.trim()) return [];
      const there = theirs.lines[row]?.filter(({ start, end }) => start < token.end && end > token.start) ?? [];
      const same = there.every((other) => !other.text.trim() || innermostScope(other) === innermost);
      return same ? [] : [`${row + 1}: ${token.text} was ${there.map(innermostScope).join(", ")}, is ${innermost}`];
    }),
  );
  return ours.depth === theirs.depth ? changes : [...changes, `${ours.depth} rules open, not ${theirs.depth}`];
}

/** Without the language at its end: inside a durable call JavaScript is coloured by the same rules of TypeScript. */
function innermostScope({ scopes }: Token): string {
  return (scopes.at(-1) ?? "").replace(/\.(?:js|ts)$/, "");
}

import assert from "node:assert/strict";
import { outcomeOf, withSession } from "../support/badInput";
import { chainApp, withApp, type OwnApp } from "../support/ownApp";

/** A helper by the way in which it gets its name, how it is called, and the name that a debugger of Node shows. */
const helpers: readonly (readonly [definition: string, call: string, name: string])[] = [
  ["exports.after = function* () { STOP };", "yield* exports.after();", "exports.after"],
  ["module.exports.deep = { after: function () { STOP } };", "module.exports.deep.after();", "after"],
  ["exports.after = () => { STOP };", "exports.after();", "exports.after"],
  ["const steps = {}; steps.one = steps.two = function () { STOP };", "steps.two();", "steps.one.steps.two"],
  ["const after = function () { STOP };", "after();", "after"],
  ["class Steps { after() { STOP } static of() { return new Steps(); } }", "Steps.of().after();", "after"],
];

const stop = "const reached = 1; if (reached > 1) throw reached; return reached;";
const fail = 'throw new Error("as planned");';

/** The names of the frames on top of the orchestrator's, with the app's line 2 as the helper's. */
async function framesIn({ file, launch }: OwnApp): Promise<readonly string[]> {
  const names: string[] = [];
  await withSession(async (client) => {
    await client.launch(launch());
    await client.request("setBreakpoints", { source: { path: file() }, breakpoints: [{ line: 3 }] });
    await client.move("continue");
    names.push(...(await client.frames()).map(({ name }) => name));
  });
  return names;
}

describe("names of frames", function () {
  this.timeout(30_000);
  for (const [definition, call, name] of helpers) {
    const lines = (body: string) => definition.replace("STOP", `\n${body}\n`);
    it(`in the call stack are the user's: ${definition}`, () =>
      withApp(chainApp({ top: lines(stop), first: call }), async (app) => {
        const [top = ""] = await framesIn(app);
        assert.equal(top.replace(/^.* (?=after)|\(.*$/g, "").trim(), name);
      }));

    it(`in the stack of an error are the user's: ${definition}`, () =>
      withApp(chainApp({ top: lines(fail), first: call }), ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch({ stopOn: "none" }));
          assert.doesNotMatch(JSON.stringify(client.messages), /\$\$clock/);
          assert.match(outcomeOf(client).error?.stack ?? outcomeOf(client).divergence?.message ?? "", /as planned/);
        }),
      ));
  }
});

import assert from "node:assert/strict";
import { outcomeOf, withSession } from "../support/badInput";
import { chainApp, withApp } from "../support/ownApp";

const values = [
  "const cyclic = { list: [] }; cyclic.self = cyclic; cyclic.list.push(cyclic);",
  "const proxy = new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; }, getOwnPropertyDescriptor() { throw 3; } });",
  'const huge = "x".repeat(20_000_000);',
  "const getter = { get bad() { throw new Error('read'); } };",
  "const bare = Object.create(null); const sym = Symbol('s'); const big = 10n ** 50n;",
  "const revoked = Proxy.revocable({}, {}); revoked.revoke(); const gone = revoked.proxy;",
].join(" ");

const thrown: readonly (readonly [title: string, statement: string, message: RegExp])[] = [
  ["a text", 'throw "just text";', /just text/],
  ["null", "throw null;", /Code fails/],
  ["what cannot be read", "throw { toString() { throw 1; } };", /cannot be shown/],
  [
    "a proxy",
    "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });",
    /^1$|cannot be shown|Code fails/,
  ],
  ["endless recursion", "(function again() { again(); })();", /Maximum call stack size exceeded/],
];

describe("bad input: values that cannot be shown or thrown well", function () {
  this.timeout(30_000);

  it("the variables of a stop are shown all the same", () =>
    withApp(chainApp({ first: values }), ({ launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        await client.move("durable/seek", { event: 9 });
        const locals = await client.scope("Locals");
        for (const name of ["cyclic", "proxy", "huge", "getter", "bare", "sym", "big", "revoked", "gone"])
          assert.equal(typeof locals[name], "string", name);
        assert.ok((locals["huge"] ?? "").length < 100_000, "a huge text is cut");
      }),
    ));

  for (const [title, statement, message] of thrown)
    it(`what the code throws is told: ${title}`, () =>
      withApp(chainApp({ first: statement }), ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          const { divergence, error } = outcomeOf(client);
          assert.match(divergence?.message ?? error?.message ?? "", message);
        }),
      ));

  it("what cannot be printed throws in the code, as it does in production, in each run", () =>
    withApp(
      chainApp({ first: "console.log({ [require('util').inspect.custom]() { throw new Error('h'); } });" }),
      (own) =>
        withSession(async (client) => {
          await client.launch(own.launch());
          const { divergence } = outcomeOf(client);
          assert.deepEqual([divergence?.file, divergence?.line], [own.file(), 5]);
          const { tick } = await client.move("next");
          assert.equal((await client.move("durable/seek", { tick })).line, 5);
        }),
    ));

  it("much output arrives, and once", () =>
    withApp(chainApp({ first: "console.log('x'.repeat(5e6)); console.log('after');" }), (own) =>
      withSession(async (client) => {
        await client.launch(own.launch());
        for (let round = 0; round < 2; round++) await client.move("durable/seek", { event: 9 });
        assert.equal(client.outputText().split("after").length, 2);
        assert.equal(outcomeOf(client).outcome, "completed");
      }),
    ));
});

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { outcomeOf, refusalOf, withSession } from "../support/badInput";
import { chainApp, chainHistory, withApp, type OwnApp } from "../support/ownApp";

const text = fs.readFileSync(chainHistory, "utf8");

function written({ root }: OwnApp, content: string): string {
  const file = path.join(root, "bad.durable-history.json");
  fs.writeFileSync(file, content);
  return file;
}

/** Content of the file, and the message; <history> stands for its path. */
const unreadable: readonly (readonly [title: string, content: string, message: RegExp])[] = [
  ["an empty file", "", /This is not JSON, or it is cut short/],
  ["text", "hello", /This is not JSON, or it is cut short/],
  ["JSON of another kind", '{"version":"2.0"}', /This is no history file: it has no format/],
  [
    "a newer format",
    text.replace("durable-history-rows/1", "durable-history-rows/2"),
    /reads "durable-history-rows\/1"\. Update/,
  ],
  ["no rows", '{"format":"durable-history-rows/1","hub":"h","instanceId":"i"}', /history: Should be an array of rows/],
];

describe("bad input: history files", function () {
  this.timeout(60_000);
  for (const [title, content, message] of unreadable)
    it(`refuses ${title}`, () =>
      withApp(chainApp({}), async (app) => {
        const history = written(app, content);
        const refusal = await refusalOf(app.launch({ history }));
        assert.ok(refusal.startsWith(`The history file ${history} cannot be read. `), refusal);
        assert.match(refusal, message);
        assert.match(refusal, /export this one again\.$|Update the toolkit/);
      }));

  it("refuses a file that is cut short at any byte", () =>
    withApp(chainApp({}), async (app) => {
      const step = Math.ceil(text.trimEnd().length / 40);
      for (let length = 0; length < text.trimEnd().length; length += step) {
        const refusal = await refusalOf(app.launch({ history: written(app, text.slice(0, length)) }));
        assert.match(refusal, /bad\.durable-history\.json cannot be read\..*cut short/);
      }
    }));

  it("refuses a file that is not there", () =>
    withApp(chainApp({}), async ({ root, launch }) => {
      const history = path.join(root, "lost.json");
      assert.match(await refusalOf(launch({ history })), /lost\.json cannot be read\. There is no such file/);
    }));

  it("names the instances that a file has", () =>
    withApp(chainApp({}), async ({ launch }) => {
      assert.match(
        await refusalOf(launch({ instanceId: "chian" })),
        /no instance "chian" in history file .*It holds: chain/,
      );
    }));

  it("goes on with an event type that it does not know, and names its row", () =>
    withApp(chainApp({}), (app) =>
      withSession(async (client) => {
        const history = written(app, text.replace('"TaskCompleted"', '"TaskEaten"'));
        await client.launch(app.launch({ history }));
        assert.match(client.outputText(), /History row 0000000000000005.*"TaskEaten" is not known/);
        assert.ok(outcomeOf(client).outcome);
      }),
    ));
});

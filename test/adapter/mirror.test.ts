import assert from "node:assert/strict";
import { DebugClient, type StopBody } from "../support/debugClient";
import { recorded, sampleReplay, varied } from "../support/debugFixtures";

const where = ({ tick, line, event, episode }: StopBody) =>
  `tick ${tick} line ${line} event ${event} episode ${episode}`;

async function walk(client: DebugClient, first: StopBody): Promise<{ forwards: StopBody[]; backwards: StopBody[] }> {
  const forwards: StopBody[] = [];
  for (let stop = first; stop.reason !== "end"; stop = await client.move("next")) forwards.push(stop);
  const backwards: StopBody[] = [];
  for (let stop = await client.move("stepBack"); stop.reason !== "entry"; stop = await client.move("stepBack"))
    backwards.push(stop);
  return { forwards, backwards };
}

describe("stepping back from the end to the entry mirrors stepping forward", () => {
  const launches = [
    ...varied.map(([app, name]) => [`${app}/${name}`, recorded(app, name, { stopOn: "entry" })] as const),
    ["sample/completed", sampleReplay("completed", { stopOn: "entry" })] as const,
  ];
  for (const [name, launch] of launches) {
    it(name, async () => {
      const client = new DebugClient();
      const walked = client.launch(launch).then((first) => walk(client, first));
      const { forwards, backwards } = await walked.finally(() => client.disconnect());
      assert.ok(forwards.length > 2, "a walk of more than two stops");
      assert.deepEqual(backwards.map(where), forwards.map(where).reverse());
    });
  }
});

import assert from "node:assert/strict";
import type { LaunchArguments } from "../../src/contributions/launchArguments";
import { randomNumbers, seed } from "../support/replayRandom";
import { DebugClient, type StopBody } from "../support/debugClient";
import { recorded, varied } from "../support/debugFixtures";

/** How many positions are visited on each fixture. */
const positions = 200;
const mostSteps = 400;

interface Seen {
  readonly tick: number;
  readonly line: number;
  readonly depth: number;
  readonly event: number;
  readonly locals: Readonly<Record<string, string>>;
}

async function look(client: DebugClient, { tick, line, event }: StopBody): Promise<Seen> {
  const depth = (await client.frames()).length;
  return { tick, line, depth, event, locals: await client.scope("Locals") };
}

/** Every statement in turn, as stepping into everything shows it. */
async function walk(client: DebugClient, first: StopBody): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let stop = first; stop.reason !== "end" && seen.length < mostSteps; stop = await client.move("stepIn"))
    seen.push(await look(client, stop));
  return seen;
}

async function compare(client: DebugClient, launch: LaunchArguments): Promise<void> {
  const below = randomNumbers();
  const forwards = await walk(client, await client.launch(launch));
  const chosen = Array.from({ length: positions }, () => forwards[below(forwards.length)]);
  const backwards = chosen.filter((one) => one !== undefined).sort((a, b) => b.tick - a.tick);
  for (const seen of backwards) {
    const stop = await client.move("durable/seek", { tick: seen.tick });
    assert.deepEqual(await look(client, stop), seen);
  }
}

describe("a position restored backwards is the position visited forwards", () => {
  for (const [app, name] of varied) {
    it(`${app}/${name} (TEST_SEED=${seed})`, async () => {
      const client = new DebugClient();
      await compare(client, recorded(app, name, { stopOn: "entry" })).finally(() => client.disconnect());
    });
  }
});

import assert from "node:assert/strict";
import path from "node:path";
import { DebugClient } from "../support/debugClient";
import { recorded, sample, sampleReplay } from "../support/debugFixtures";
import { matchGolden, transcriptOf } from "../support/transcript";

const orders = path.join(sample, "src/functions/orderOrchestrator.ts");

/** Runs a conversation and compares what was said with its golden file. */
function story(name: string, talk: (client: DebugClient) => Promise<void>): void {
  it(name, async () => {
    const client = new DebugClient();
    await talk(client).finally(() => client.disconnect());
    matchGolden(name.replaceAll(" ", "-"), transcriptOf(client));
  });
}

describe("conversations with the debug adapter", () => {
  story("chain forwards and back", async (client) => {
    await client.launch(recorded("v4-js", "chain"));
    await client.move("next");
    await client.move("next");
    await client.scope("Locals");
    await client.move("stepBack");
    await client.scope("Locals");
    await client.scope("Durable context");
    await client.move("durable/seek", { event: 14 });
    await client.frames();
    await client.move("continue");
  });

  for (const [app, sdk] of [
    ["v1-js", "1.x"],
    ["v3-js", "2.x"],
    ["v3-ts", "2.x in TypeScript"],
  ] as const) {
    story(`approval with SDK ${sdk}`, async (client) => {
      await client.launch(recorded(app, "approval-yes"));
      await client.move("next");
      await client.move("stepIn");
      await client.move("stepIn");
      await client.frames();
      await client.move("stepOut");
      await client.move("next");
      await client.scope("Durable context");
      await client.move("next");
      await client.move("next");
      await client.scope("Durable context");
      await client.move("stepBack");
      await client.scope("Locals");
      await client.move("continue");
      await client.move("reverseContinue");
    });
  }

  story("order with breakpoint and reverse", async (client) => {
    await client.launch(sampleReplay("completed", { stopOn: "none" }), { [orders]: [17] });
    await client.move("continue");
    await client.scope("Locals");
    await client.request("evaluate", { expression: "lines.length", frameId: 1, context: "hover" });
    await client.respond("evaluate", { expression: "lines.pop()", frameId: 1, context: "watch" });
    await client.request("evaluate", { expression: "lines.pop().sku", frameId: 1, context: "repl" });
    await client.request("evaluate", { expression: "lines.length", frameId: 1, context: "repl" });
    await client.move("stepBack");
    await client.move("reverseContinue");
  });

  story("failed order stops at the failure", async (client) => {
    await client.launch(sampleReplay("failed"));
    await client.request("exceptionInfo", { threadId: 1 });
    await client.frames();
    await client.move("next");
    await client.move("stepBack");
  });

  story("waiting order stops where it waits", async (client) => {
    await client.launch(sampleReplay("waiting"));
    await client.frames();
    await client.scope("Durable context");
    await client.move("next");
    await client.move("stepBack");
  });

  story("changed order stops at the divergence", async (client) => {
    await client.launch(sampleReplay("diverged"));
    await client.frames();
    await client.move("stepBack");
    await client.move("continue");
    await client.move("next");
    await client.move("next");
    await client.move("continue");
    await client.move("reverseContinue");
  });
});

describe("launch attributes", () => {
  it("skipFiles: a step in passes a skipped helper", async () => {
    const client = new DebugClient();
    const lines: number[] = [];
    const walk = async () => {
      let stop = await client.launch(sampleReplay("completed", { stopOn: "entry", skipFiles: ["src/orders/**"] }));
      for (; stop.line <= 20; stop = await client.move("stepIn")) {
        assert.equal(stop.source, orders);
        lines.push(stop.line);
      }
    };
    await walk().finally(() => client.disconnect());
    assert.deepEqual([...new Set(lines)], [9, 11, 12, 13, 15, 16, 17, 19, 20]);
  });

  it("outFiles: files that they leave out show as they were built", async () => {
    const client = new DebugClient();
    const launched = client.launch(sampleReplay("completed", { stopOn: "entry", outFiles: ["elsewhere/**"] }));
    const stop = await launched.finally(() => client.disconnect());
    assert.equal(stop.source, path.join(sample, "dist/functions/orderOrchestrator.js"));
  });
});

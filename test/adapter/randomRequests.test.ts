import assert from "node:assert/strict";
import path from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { runningReplayHosts } from "../support/childProcesses";
import { DebugClient } from "../support/debugClient";
import { recorded } from "../support/debugFixtures";
import { randomRequest } from "../support/randomRequests";
import { randomNumbers, seed } from "../support/replayRandom";
import { transcriptOf } from "../support/transcript";

/** How many requests are tried: `FUZZ=100000` for the long mode. */
const total = Number(process.env["FUZZ"] ?? 1500);
const perSession = 60;
/** Milliseconds. */
const patience = 90_000;

describe(`random requests (TEST_SEED=${seed})`, () => {
  it(`${total} requests in any order each get one response, and no process is left`, async function () {
    this.timeout(60_000 + total * 100);
    const below = randomNumbers();
    for (let sent = 0; sent < total; sent += perSession) await converse(below);
    assert.deepEqual(runningReplayHosts(), []);
  });
});

async function converse(below: (below: number) => number): Promise<void> {
  const client = new DebugClient();
  await Promise.race([talk(client, below), silence(client)]);
  assertOneResponseEach(client);
}

async function talk(client: DebugClient, below: (below: number) => number): Promise<void> {
  const launch = recorded("v4-js", "order", { stopOn: "entry", timeoutMs: 30_000 });
  const file = path.join(launch.appRoot ?? "", "src/functions/order.js");
  const responses: Promise<unknown>[] = [];
  if (below(8) > 0) await client.launch(launch);
  for (let count = 0; count < perSession; count++) {
    const { command, args } = randomRequest(below, launch, file);
    const response = client.respond(command, args);
    responses.push(response);
    if (below(4) > 0) await response;
  }
  responses.push(client.respond("disconnect"));
  await Promise.all(responses);
}

/** Rejects with the conversation when it does not come to its end. */
function silence(client: DebugClient): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error(`No answer for ${patience} ms:\n${transcriptOf(client)}`));
    setTimeout(end, patience).unref();
  });
}

function assertOneResponseEach(client: DebugClient): void {
  const answers = new Map<number, number>();
  for (const message of client.messages)
    if (message.type === "response") {
      const { request_seq } = message as DebugProtocol.Response;
      answers.set(request_seq, (answers.get(request_seq) ?? 0) + 1);
    }
  const requests = client.messages.filter(({ type }) => type === "request");
  for (const request of requests) assert.equal(answers.get(request.seq), 1, JSON.stringify(request));
}

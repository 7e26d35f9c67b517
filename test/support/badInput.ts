import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { LaunchArguments } from "../../src/contributions/launchArguments";
import type { Outcome } from "../../src/replay/outcome";
import { endReplayHosts, runningReplayHosts } from "./childProcesses";
import { DebugClient, messageOfResponse } from "./debugClient";
import { eventually } from "./eventually";

/**
 * A session on input of any quality. Whatever happens in it: each request gets one response, the session can be
 * disconnected, and no process is left.
 */
export async function withSession(talk: (client: DebugClient) => Promise<void>): Promise<void> {
  const client = new DebugClient();
  try {
    await talk(client);
  } finally {
    await client.disconnect();
    await noProcessLeft();
    await allAnswered(client);
  }
  assertOneResponseEach(client);
}

/** The one message of a launch that is refused. */
export async function refusalOf(launch: LaunchArguments): Promise<string> {
  let message = "";
  await withSession(async (client) => {
    await client.request("initialize", { adapterID: "durable-replay", pathFormat: "path" });
    const response = await client.respond("launch", launch);
    assert.equal(response.success, false, "the launch is refused");
    message = messageOfResponse(response);
    assert.doesNotMatch(message, /fault of the toolkit|at .*replayHost/);
  });
  return message;
}

/** The body of the event `durable/outcome`. */
export function outcomeOf({ messages }: DebugClient): Outcome {
  const event = messages.find((message) => (message as DebugProtocol.Event).event === "durable/outcome");
  assert.ok(event, "there is an outcome");
  return (event as DebugProtocol.Event).body as Outcome;
}

/** Settles when no replay host of this process runs; one that stays is ended, for it would fail the tests after it, too. */
export async function noProcessLeft(): Promise<void> {
  await eventually(runningReplayHosts, ({ length }) => length === 0).catch(() => {
    assert.fail(`These stay:\n${endReplayHosts()}`);
  });
}

/** A launch that a disconnect ends is answered after it. */
async function allAnswered({ messages }: DebugClient): Promise<void> {
  const count = (type: string) => messages.filter((message) => message.type === type).length;
  await eventually(
    () => count("request") - count("response"),
    (open) => open <= 0,
  );
}

export function assertOneResponseEach({ messages }: DebugClient): void {
  const answers = new Map<number, number>();
  for (const message of messages) {
    if (message.type !== "response") continue;
    const { request_seq: request } = message as DebugProtocol.Response;
    answers.set(request, (answers.get(request) ?? 0) + 1);
  }
  for (const request of messages.filter(({ type }) => type === "request"))
    assert.equal(answers.get(request.seq), 1, `one response to ${JSON.stringify(request)}`);
}

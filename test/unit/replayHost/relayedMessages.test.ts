import assert from "node:assert/strict";
import { RelayedMessages } from "../../../src/replayHost/relayedMessages";

const host = "file:///toolkit/node_modules/toolkit/dist/replayHost/";
const user = "file:///app/orchestrator.js";
const helper = "file:///app/helper.js";
const library = "file:///app/node_modules/durable-functions/index.js";

function script(url: string): object {
  return { method: "Debugger.scriptParsed", params: { scriptId: url, url } };
}

function pausedAt(...urls: string[]): object {
  const callFrames = urls.map((scriptId) => ({ location: { scriptId }, url: "" }));
  return { method: "Debugger.paused", params: { reason: "other", callFrames } };
}

describe("messages that the relay passes on", () => {
  let messages: RelayedMessages;
  beforeEach(() => {
    messages = new RelayedMessages(host);
    for (const url of [`${host}stop.js`, `${host}main.js`, user, helper, library]) messages.relayed(script(url));
  });

  it("tell of the scripts of the user and of the host, wherever that is installed", () => {
    for (const url of [user, helper, `${host}stop.js`]) assert.deepEqual(messages.relayed(script(url)), script(url));
    for (const url of [library, "node:fs", ""]) assert.equal(messages.relayed(script(url)), undefined);
  });

  it("have the frames of a stop down to the host's call of the user's code", () => {
    const shown = [`${host}stop.js`, `${host}main.js`, helper, library, user, `${host}main.js`];
    const all = pausedAt(...shown, library, "node:internal/process", `${host}main.js`);
    assert.deepEqual(messages.relayed(all), pausedAt(...shown));
  });

  it("have all frames of a pause outside the user's code, and of one that has no host below it", () => {
    for (const frames of [[`${host}stop.js`, `${host}main.js`], [user, library], []])
      assert.deepEqual(messages.relayed(pausedAt(...frames)), pausedAt(...frames));
  });

  it("are none of those that the debugger does not look at", () => {
    for (const method of ["Debugger.resumed", "Runtime.consoleAPICalled"])
      assert.equal(messages.relayed({ method, params: {} }), undefined);
    const call = { method: "Runtime.bindingCalled", params: { name: "x", payload: "y" } };
    assert.equal(messages.relayed(call), call);
  });
});

import assert from "node:assert/strict";
import { launchAttributes, parseLaunchArguments } from "../../../src/contributions/launchArguments";

describe("launch arguments", () => {
  it("takes every attribute of the contract", () => {
    const launch = {
      instanceId: "order-7f3",
      history: "/app/order.durable-history.json",
      orchestrator: "orderOrchestrator",
      appRoot: "/app",
      hub: "OrderHub",
      connection: "AzureWebJobsStorage",
      stopOn: "failure",
      runtimeExecutable: "/usr/bin/node",
      env: { RATE: "1", GONE: null },
      envFile: "/app/.env",
      skipFiles: ["**/lib/**"],
      outFiles: ["/app/dist/**/*.js"],
      timeoutMs: 5_000,
      trace: true,
    };
    assert.deepEqual(parseLaunchArguments(launch), { value: launch, problems: [] });
    assert.deepEqual(Object.keys(launchAttributes).sort(), Object.keys(launch).sort());
  });

  it("describes every attribute and every value of stopOn", () => {
    for (const [name, schema] of Object.entries(launchAttributes)) {
      assert.ok((schema.markdownDescription?.length ?? 0) > 40, `${name} needs a description`);
    }
    const { enum: values, markdownEnumDescriptions: descriptions } = launchAttributes.stopOn;
    assert.deepEqual(values, ["auto", "entry", "failure", "divergence", "firstLiveEvent", "none"]);
    assert.equal(descriptions?.length, values.length);
  });

  it("leaves out what does not fit and says how to correct it", () => {
    const { value, problems } = parseLaunchArguments({
      instanceId: 7,
      stopOn: "start",
      timeoutMs: 0,
      env: { A: 1 },
      skipFiles: "x",
      trace: "yes",
      hub: "OrderHub",
    });
    assert.deepEqual(value, { hub: "OrderHub" });
    assert.deepEqual(
      problems.map(({ place, message }) => [place, message.replace(" Correct it in launch.json.", "")]),
      [
        ["launch.instanceId", "The launch attribute `instanceId` must be text."],
        [
          "launch.stopOn",
          "The launch attribute `stopOn` must be one of auto, entry, failure, divergence, firstLiveEvent, none.",
        ],
        ["launch.env", "The launch attribute `env` has an entry `A` that must be text or null."],
        ["launch.skipFiles", "The launch attribute `skipFiles` must be a list."],
        ["launch.timeoutMs", "The launch attribute `timeoutMs` must be 1 or more."],
        ["launch.trace", "The launch attribute `trace` must be true or false."],
      ],
    );
    assert.ok(problems.every(({ severity }) => severity === "error"));
  });

  it("warns of names that nobody knows, not of what clients send", () => {
    const { problems } = parseLaunchArguments({
      name: "Replay",
      type: "durable-replay",
      request: "launch",
      __sessionId: "1",
      preLaunchTask: "build",
      internalConsoleOptions: "neverOpen",
      instanceID: "order-7f3",
    });
    assert.deepEqual(
      problems.map(({ severity, place }) => [severity, place]),
      [["warning", "launch.instanceID"]],
    );
  });

  it("refuses what is no object", () => {
    for (const value of [undefined, null, 7, "launch"]) {
      assert.deepEqual(parseLaunchArguments(value).value, {});
      assert.equal(parseLaunchArguments(value).problems[0]?.severity, "error");
    }
  });
});

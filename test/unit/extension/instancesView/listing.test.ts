import assert from "node:assert/strict";
import { childrenByParent, count, countsOf, groupByStatus } from "../../../../src/extension/instancesView/listing";
import { listed } from "../../../support/listedInstances";

const ids = (instances: readonly { instance: { instanceId: string } }[]) =>
  instances.map(({ instance }) => instance.instanceId);

describe("instances by status", () => {
  const instances = [
    listed("done-1", "Completed", { createdAt: "2026-11-25T10:00:00Z" }),
    listed("bad-1", "Failed", { createdAt: "2026-11-25T09:00:00Z" }),
    listed("run-1", "Running", { createdAt: "2026-11-25T08:00:00Z" }),
    listed("done-2", "Completed", { createdAt: "2026-11-25T11:00:00.5Z" }),
    listed("bad-2", "Failed", { createdAt: "2026-11-25T12:00:00Z" }),
    listed("next-1", "ContinuedAsNew", { createdAt: "2026-11-25T12:00:00Z" }),
  ];

  it("puts what needs a look first, each group newest first, and leaves out what is empty", () => {
    const groups = groupByStatus(instances).map((group) => [group.status, ...ids(group.instances)]);
    assert.deepEqual(groups, [
      ["Failed", "bad-2", "bad-1"],
      ["Running", "run-1"],
      ["ContinuedAsNew", "next-1"],
      ["Completed", "done-2", "done-1"],
    ]);
  });

  it("loses none, whatever its status", () => {
    const odd = [...instances, listed("odd", "Unknown"), listed("off", "Canceled"), listed("end", "Terminated")];
    assert.equal(groupByStatus(odd).flatMap((group) => group.instances).length, odd.length);
  });

  it("counts in words", () => {
    assert.equal(countsOf(groupByStatus(instances)), "2 failed, 1 running, 1 continued as new, 2 completed");
    assert.equal(count(12_500), "12,500");
  });
});

describe("sub-orchestrations", () => {
  it("stand below the instance that started them, an instance never below itself", () => {
    const children = childrenByParent([
      listed("order", "Completed"),
      listed("ship-1", "Completed", { parentInstanceId: "order", createdAt: "2026-11-25T10:00:00Z" }),
      listed("ship-2", "Failed", { parentInstanceId: "order", createdAt: "2026-11-25T11:00:00Z" }),
      listed("loop", "Running", { parentInstanceId: "loop" }),
    ]);
    assert.deepEqual([...children.keys()], ["order"]);
    assert.deepEqual(ids(children.get("order") ?? []), ["ship-2", "ship-1"]);
  });
});

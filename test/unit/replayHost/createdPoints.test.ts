import assert from "node:assert/strict";
import { CreatedPoints } from "../../../src/replayHost/createdPoints";

const point = (tick: number) => ({ tick, site: 0 });

describe("places of made actions", () => {
  const actions = Array.from({ length: 50 }, (_, index) => ({ index }));
  const made = () => {
    const points = new CreatedPoints();
    for (const action of actions) points.add(action, point(action.index));
    return points;
  };

  for (const [order, asked] of [
    ["in order", actions],
    ["twice in order", [...actions, ...actions]],
    ["from the end", actions.toReversed()],
    ["with gaps", actions.filter(({ index }) => index % 7 === 0)],
  ] as const)
    it(`are found when asked ${order}`, () => {
      const points = made();
      for (const action of asked) assert.equal(points.find(action)?.tick, action.index);
      assert.equal(points.find({}), undefined);
    });

  it("are those of the outermost call that hands an action on", () => {
    const points = made();
    const action = {};
    points.add(action, point(100));
    points.add(action, point(101));
    assert.equal(points.find(action)?.tick, 101);
  });
});

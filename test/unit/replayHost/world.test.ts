import assert from "node:assert/strict";
import { World } from "../../../src/replayHost/world";

const lists = Array.prototype as unknown as Record<string, unknown>;
const { map } = Array.prototype;
const { max } = Math;

/** What the app's code does to the world, in one run. */
function run(world: World, code: () => void, whole = true): void {
  world.leaveRun(false);
  world.enterApp();
  code();
  world.leaveRun(whole);
}

describe("the world that runs share", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.keepLoaded();
  });
  afterEach(() => {
    world.restore();
  });

  it("is the host's again after each run, whatever the code puts into it", () => {
    const code = () => {
      Math.max = () => 0;
      lists["last"] = () => undefined;
      Object.defineProperty(Array.prototype, "map", { get: () => map, configurable: true });
    };
    for (let count = 0; count < 3; count++) {
      run(world, code);
      assert.equal(Math.max, max);
      assert.ok(!("last" in lists));
      assert.equal(Object.getOwnPropertyDescriptor(Array.prototype, "map")?.value, map);
    }
  });

  it("has its values back, too, when only a later run changes one", () => {
    run(world, () => undefined);
    run(world, () => (Math.max = () => 0), false);
    assert.equal(Math.max, max);
  });

  it("has them back before long where the host does not work with them", () => {
    const { get } = URLSearchParams.prototype as { get: unknown };
    run(world, () => undefined);
    run(world, () => ((URLSearchParams.prototype as { get: unknown }).get = () => null));
    for (let count = 0; count < 31; count++) run(world, () => undefined);
    assert.equal((URLSearchParams.prototype as { get: unknown }).get, get);
  });

  it("has its values back before a run that follows one that was given up", () => {
    run(world, () => undefined);
    world.enterApp();
    Math.max = () => 0;
    world.leaveRun(false);
    assert.equal(Math.max, max);
  });

  it("lacks at the next run what came to the global object after the one before", () => {
    run(world, () => undefined);
    const late = globalThis as { late?: number };
    late.late = 1;
    run(world, () => assert.equal(late.late, undefined));
  });

  it("has the global object's getters and values back when only a later run changes them", () => {
    const { get } = Object.getOwnPropertyDescriptor(globalThis, "crypto") as { get?: unknown };
    const { structuredClone: clone } = globalThis;
    run(world, () => undefined);
    run(world, () => Object.defineProperty(globalThis, "crypto", { get: () => undefined, configurable: true }));
    assert.equal((Object.getOwnPropertyDescriptor(globalThis, "crypto") as { get?: unknown }).get, get);
    run(world, () => (globalThis.structuredClone = () => undefined as never));
    assert.equal(globalThis.structuredClone, clone);
  });

  it("gets what the app changed while it was loaded only for the runs", () => {
    const changed = () => 0;
    Math.max = changed;
    world.keepLoaded();
    assert.equal(Math.max, max);
    run(world, () => assert.equal(Math.max, changed));
    run(world, () => assert.equal(Math.max, changed));
    assert.equal(Math.max, max);
  });
});

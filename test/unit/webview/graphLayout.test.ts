import assert from "node:assert/strict";
import { functionGraph } from "../../../src/analysis/graph/functionGraph";
import { createLintSession } from "../../../src/analysis/lintSession";
import { placeGraph, type PlacedNode } from "../../../src/webview/graph/layout";
import { fitted, revealing, zoomed } from "../../../src/webview/graph/viewport";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { v4App } from "../../support/namedApps";

const measure = {
  node: () => ({ width: 100, height: 40 }),
  label: (text: string) => ({ width: text.length * 6, height: 16 }),
};
const window = { width: 800, height: 600 };

describe("the picture of a graph", () => {
  const graph = functionGraph(createLintSession(memorySourceFiles(v4App)).names().functions("/app"));
  const picture = placeGraph(graph, measure);
  const placed = (id: string) => picture.nodes.find(({ node }) => node.id === id) ?? assert.fail(id);

  it("runs from left to right: who calls stands before what is called, events before who waits for them", () => {
    for (const [left, right] of [
      ["client:start", "orchestration:order"],
      ["orchestration:order", "activity:ship"],
      ["orchestration:order", "orchestration:parcel"],
      ["event:Approval", "orchestration:order"],
    ] as const)
      assert.ok(placed(left).x < placed(right).x, `${left} before ${right}`);
  });

  it("has every node once, in reading order, and none on another", () => {
    assert.equal(picture.nodes.length, graph.nodes.length);
    const overlap = (one: PlacedNode, other: PlacedNode) =>
      Math.abs(one.x - other.x) < 100 && Math.abs(one.y - other.y) < 40;
    for (const one of picture.nodes)
      assert.ok(!picture.nodes.some((other) => other !== one && overlap(one, other)), one.node.id);
    const lefts = picture.nodes.map(({ x }) => Math.round(x));
    assert.deepEqual(
      lefts,
      lefts.toSorted((one, other) => one - other),
    );
  });

  it("has one arrow between two nodes, which says all that happens", () => {
    const [start] = graph.edges;
    assert.ok(start);
    const twice = placeGraph(
      { ...graph, edges: [...graph.edges, { ...start, kind: "usesEntity", words: "uses" }] },
      measure,
    );
    assert.deepEqual(
      twice.arrows.filter(({ label }) => label.includes("uses") && label.includes("starts")).map(({ label }) => label),
      ["starts, uses"],
    );
    assert.equal(twice.arrows.length, picture.arrows.length);
  });

  it("draws arrows of numbers only, also back to where they began", () => {
    const [order] = graph.edges.filter(({ from }) => from === "orchestration:order");
    assert.ok(order);
    const looped = placeGraph({ ...graph, edges: [{ ...order, to: order.from }, ...graph.edges] }, measure);
    for (const { path } of looped.arrows) assert.match(path, /^M[-\d., CHeE]+$/);
  });

  it("copes with an app that has nothing", () => {
    assert.deepEqual(placeGraph({ root: "/app", nodes: [], edges: [] }, measure).nodes, []);
  });
});

describe("the view of a picture", () => {
  it("shows all of it, never enlarged, and at first so that it can be read", () => {
    assert.equal(fitted({ width: 100, height: 100 }, window, false).scale, 1);
    const large = { width: 8_000, height: 600 };
    assert.ok(fitted(large, window, false).scale * large.width <= window.width);
    assert.equal(fitted(large, window, true).scale, 0.7);
  });

  it("zooms around a point that stays where it is, within limits", () => {
    const view = { x: 30, y: 40, scale: 1 };
    const around = { x: 200, y: 100 };
    const { x, y, scale } = zoomed(view, 2, around);
    assert.deepEqual([(around.x - x) / scale, (around.y - y) / scale], [around.x - view.x, around.y - view.y]);
    assert.equal(zoomed(view, 1_000, around).scale, 4);
  });

  it("moves to what has the focus, and not when it is in sight", () => {
    const view = { x: 0, y: 0, scale: 1 };
    const box = { x: 400, y: 300, width: 100, height: 40 };
    assert.deepEqual(revealing(view, box, window), view);
    const moved = revealing(view, { ...box, x: 1_000 }, window);
    assert.equal(moved.x, 800 - 24 - 1_050);
    assert.equal(moved.y, 0);
  });
});

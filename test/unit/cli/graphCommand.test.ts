import assert from "node:assert/strict";
import { commandLine } from "../../support/commandLine";
import { memoryReader } from "../../support/memoryFiles";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { v3App, v4App } from "../../support/namedApps";

const graph = (files: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  commandLine(["graph", ...args], {
    files: memoryReader(files),
    sources: () => memorySourceFiles(files),
    cwd: "/app/src",
    environment: {},
  });

describe("graph", () => {
  it("prints the nearest app as a Mermaid flowchart", async () => {
    const { code, out, error } = await graph(v4App);
    assert.deepEqual([code, error], [0, ""]);
    assert.match(out, /^flowchart LR\n/);
    assert.match(out, /^ {2}orchestration_order -->\|sub-orchestration\| orchestration_parcel$/m);
  });

  it("prints one object with --json: absolute paths, lines and columns from 1", async () => {
    const { code, out } = await graph(v3App, "--app", "/app", "--json");
    assert.equal(code, 0);
    const { app, nodes, edges } = JSON.parse(out) as {
      app: string;
      nodes: readonly object[];
      edges: readonly { to: string }[];
    };
    assert.equal(app, "/app");
    assert.deepEqual(nodes[1], {
      id: "orchestration:order",
      kind: "orchestrator",
      name: "Order",
      file: "/app/Order/index.ts",
      line: 4,
      column: 32,
    });
    assert.deepEqual(
      edges.find(({ to }) => to === "activity:pay"),
      {
        from: "orchestration:order",
        to: "activity:pay",
        kind: "calls",
        places: [{ file: "/app/lib/pay.ts", line: 2, column: 41 }],
      },
    );
  });

  it("says when a graph is larger than Mermaid draws it", async () => {
    const calls = Array.from({ length: 501 }, (_, index) => `yield context.df.callActivity("a${index}");`).join(" ");
    const code = `const df = require("durable-functions");
df.app.orchestration("all", function* (context) { ${calls} });`;
    const { error, out } = await graph({ "/app/host.json": "{}", "/app/src/a.js": code });
    assert.match(out, /activity_a500/);
    assert.match(error, /^This graph has 501 edges and [\d,]+ characters\. Mermaid, and so GitHub, draws 500 edges/);
  });

  it("says so where an app has no durable function", async () => {
    const { code, out, error } = await graph({ "/app/host.json": "{}" });
    assert.deepEqual([code, error], [0, "No durable function was found in /app.\n"]);
    assert.equal(out, "flowchart LR\n  %% No durable function was found.\n");
  });

  it("has exit code 2 without an app, and for what it does not take", async () => {
    const nowhere = await graph({});
    assert.deepEqual([nowhere.code, nowhere.out], [2, ""]);
    assert.match(nowhere.error, /host\.json/);
    const { code, error } = await graph(v4App, "order");
    assert.equal(code, 2);
    assert.match(error, /graph takes no "order"\. Name the app's folder with --app\./);
  });

  it("describes no other app than that of --app", async () => {
    for (const command of ["graph", "doctor", "new"]) {
      const rest = command === "new" ? ["activity", "pay"] : [];
      const { code, out, error } = await commandLine([command, ...rest, "--app", "nothere"], {
        files: memoryReader(v4App),
        sources: () => memorySourceFiles(v4App),
        cwd: "/app",
        environment: {},
      });
      assert.deepEqual([code, out], [2, ""]);
      assert.match(error, /There is no folder nothere\. Name the app's folder with --app\./, command);
    }
  });
});

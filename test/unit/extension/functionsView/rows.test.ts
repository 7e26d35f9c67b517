import assert from "node:assert/strict";
import { functionGraph } from "../../../../src/analysis/graph/functionGraph";
import { createLintSession } from "../../../../src/analysis/lintSession";
import { functionText } from "../../../../src/extension/functionsView/rowTexts";
import { rowId, rowsBelow, topRows, type FunctionsRow } from "../../../../src/extension/functionsView/rows";
import { memorySourceFiles } from "../../../support/memorySourceFiles";
import { v4App } from "../../../support/namedApps";

const graphOf = (files: Readonly<Record<string, string>>, root = "/app") =>
  functionGraph(createLintSession(memorySourceFiles(files)).names().functions(root));

/** Label and description of a row, and of those below, indented. */
function tree(rows: readonly FunctionsRow[], depth = 0): readonly string[] {
  return rows.flatMap((row) => {
    const { label, description } =
      row.kind === "function"
        ? functionText(row, 0)
        : { label: row.kind === "rest" ? row.title : row.graph.root, description: "" };
    const line = `${"  ".repeat(depth)}${label}${description && ` | ${description}`}`;
    return [line, ...tree(rowsBelow(row), depth + 1)];
  });
}

describe("rows of the Functions view", () => {
  it("are orchestrators with what they use in the order of their code, then clients and what has no use", () => {
    const files = {
      ...v4App,
      "/app/src/more.ts": `import * as df from "durable-functions";\ndf.app.activity("spare", { handler: () => 1 });`,
    };
    assert.deepEqual(tree(topRows([graphOf(files)])), [
      "order",
      "  stock | calls",
      "  ship",
      "  Approval | waits for",
      "  parcel | sub-orchestration",
      "    pay",
      "    ship",
      "  pay | with retry",
      "parcel",
      "  pay",
      "  ship",
      "Clients and Other Code",
      "  start",
      "    order | starts",
      "      stock | calls",
      "      ship",
      "      Approval | waits for",
      "      parcel | sub-orchestration",
      "        pay",
      "        ship",
      "      pay | with retry",
      "    Approval | raises",
      "  src/steps.ts | other code",
      "    pack | unknown activity",
      "No Use Found",
      "  spare",
    ]);
  });

  it("stand below their app where there are several, and leave out apps without durable functions", () => {
    const one = graphOf(v4App);
    const other = { ...one, root: "/other" };
    assert.deepEqual(
      topRows([one, other]).map((row) => row.graph.root),
      ["/app", "/other"],
    );
    assert.equal(topRows([one, { root: "/empty", nodes: [], edges: [] }])[0]?.kind, "function");
    assert.deepEqual(topRows([{ root: "/empty", nodes: [], edges: [] }]), []);
  });

  it("end where a function calls itself", () => {
    const text = `import * as df from "durable-functions";
df.app.orchestration("again", function* (context) { yield context.df.callSubOrchestrator("again"); });`;
    const rows = topRows([graphOf({ "/app/host.json": "{}", "/app/a.ts": text })]);
    assert.deepEqual(tree(rows), ["again", "  again | sub-orchestration"]);
  });

  it("have ids of their own wherever a function stands, the same after an edit", () => {
    const ids = (files: Readonly<Record<string, string>>) => {
      const all: string[] = [];
      const visit = (rows: readonly FunctionsRow[]) => {
        for (const row of rows) {
          all.push(rowId(row));
          visit(rowsBelow(row));
        }
      };
      visit(topRows([graphOf(files)]));
      return all;
    };
    assert.equal(new Set(ids(v4App)).size, ids(v4App).length);
    const edited = { ...v4App, "/app/src/factory.ts": `\n\n${v4App["/app/src/factory.ts"] ?? ""}` };
    assert.deepEqual(ids(edited), ids(v4App));
  });

  it("name an orchestrator and its app for a replay, say where it is used, and count findings", () => {
    const [order] = topRows([graphOf(v4App)]);
    assert.ok(order?.kind === "function");
    assert.deepEqual([order.root, order.orchestrator], ["/app", "order"]);
    assert.equal(functionText(order, 2).description, "2 findings");
    assert.equal(functionText(order, 1).spoken, "order, orchestrator, 1 finding");
    const [stock] = rowsBelow(order);
    assert.ok(stock?.kind === "function");
    assert.equal(functionText(stock, 0).tooltip, "Entity, orders.ts:9\nUsed at orders.ts:12");
    assert.equal(stock.orchestrator, undefined);
  });
});

import assert from "node:assert/strict";
import { createLintSession } from "../../../../src/analysis/lintSession";
import { Emitter } from "../../../../src/base/emitter";
import type { LintState } from "../../../../src/extension/diagnostics/lintClient";
import { AppGraphs, type AppGraphsPorts } from "../../../../src/extension/functionGraph/appGraphs";
import { memorySourceFiles } from "../../../support/memorySourceFiles";

const order = (body: string) => `import * as df from "durable-functions";
df.app.orchestration("order", function* (context) { ${body} });
df.app.orchestration("other", function* (context) { yield context.df.callActivity("pay", Math.random()); });
`;

/** An app whose check has come to its end whenever it says so. */
class CheckedApp {
  readonly #states = new Emitter<LintState>();
  readonly #files: Record<string, string> = { "/app/host.json": "{}" };
  state: LintState = { kind: "nothing" };
  readonly onDidChange = this.#states.event;
  readonly upToDate = () => Promise.resolve();
  /** Happens once, while a question waits for its answer. */
  meanwhile: (() => void) | undefined;

  readonly ask = async (_topic: string, { root }: { readonly root: string }) => {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await new Promise<void>((resolve) => setImmediate(resolve));
    meanwhile?.();
    return this.#session().names().functions(root);
  };

  /** @param text of the app's only file */
  check(text: string): void {
    this.#files["/app/order.ts"] = text;
    const findings = this.#session()
      .lint()
      .findings.map((finding) => ({ ...finding, fix: undefined, suggestions: [] }));
    const result = { version: 1, findings, leftOut: [], fileCount: 1 };
    this.state = { kind: "running", isBusy: false, result } as unknown as LintState;
    this.#states.fire({ kind: "running", isBusy: true });
    this.#states.fire(this.state);
  }

  #session() {
    const session = createLintSession(memorySourceFiles({ ...this.#files }));
    session.setFiles(["/app/order.ts"]);
    return session;
  }
}

describe("graphs of the workspace's apps", () => {
  const watch = () => {
    const app = new CheckedApp();
    const ports = { client: app, roots: () => Promise.resolve(["/app"]) } as unknown as AppGraphsPorts;
    const graphs = new AppGraphs(ports);
    let changes = 0;
    graphs.onDidChange(() => changes++);
    const edges = async () =>
      (await graphs.known()).flatMap((graph) => graph.edges.map(({ from, to }) => `${from} ${to}`));
    return { app, graphs, edges, changes: () => changes };
  };

  it("follow the code, and say so only when something is another", async () => {
    const { app, edges, changes } = watch();
    assert.deepEqual(await edges(), []);
    app.check(order("yield 1;"));
    assert.deepEqual(await edges(), ["orchestration:other activity:pay"]);
    app.check(order("yield 2;"));
    await edges();
    assert.equal(changes(), 1);
    app.check(order(`yield context.df.callActivity("mail");`));
    assert.deepEqual(await edges(), ["orchestration:order activity:mail", "orchestration:other activity:pay"]);
    assert.equal(changes(), 2);
  });

  it("are not said to be none while the code that was read changes again", async () => {
    const { app, edges } = watch();
    app.meanwhile = () => app.check(order(`yield context.df.callActivity("mail");`));
    app.check(order("yield 1;"));
    assert.deepEqual(await edges(), ["orchestration:order activity:mail", "orchestration:other activity:pay"]);
  });

  it("count findings by the function in whose code they are", async () => {
    const { app, graphs, edges } = watch();
    app.check(order("yield Date.now(), Math.random();"));
    await edges();
    const [one, other] = ["order", "OTHER"].map((name) => graphs.findingsOf("/app", { name }));
    assert.ok(one !== undefined && one >= 2, String(one));
    assert.ok(other !== undefined && other >= 1, String(other));
    assert.equal(graphs.findingsOf("/elsewhere", { name: "order" }), 0);
  });
});

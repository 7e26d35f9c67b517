import assert from "node:assert/strict";
import type { ChildExit, ChildOptions, ReplayChild } from "../../../src/runner/childProcess";
import { SpareChild } from "../../../src/runner/spareChild";

interface StartedChild extends ReplayChild {
  readonly appRoot: string;
  isEnded: boolean;
  exit(): void;
}

/** Children of no process, in the order in which they were started. */
function children() {
  const started: StartedChild[] = [];
  const start = ({ appRoot }: ChildOptions): ReplayChild => {
    let exit: (how: ChildExit) => void = () => undefined;
    const child: StartedChild = {
      appRoot,
      isEnded: false,
      send: () => undefined,
      sendLine: () => undefined,
      onMessage: () => ({ dispose: () => undefined }),
      pid: undefined,
      exited: new Promise((resolve) => (exit = resolve)),
      exit: () => exit({ code: 1, signal: null, lastWords: "" }),
      dispose: () => (child.isEnded = true),
    };
    started.push(child);
    return child;
  };
  return { started, start };
}

function optionsOf(appRoot: string, environment: Readonly<Record<string, string>> = {}): ChildOptions {
  const node = { path: "/usr/bin/node", version: "24.0.0", isEditorRuntime: false } as ChildOptions["node"];
  return { node, channel: "inspector", appRoot, environment };
}

describe("the child that is kept for the next replay", () => {
  it("is taken once, for the same app and settings", () => {
    const { started, start } = children();
    const spare = new SpareChild();
    spare.keep(optionsOf("/app", { A: "1" }), start);
    spare.keep(optionsOf("/app", { A: "1" }), start);
    assert.equal(started.length, 1);
    assert.equal(spare.take(optionsOf("/app", { A: "1" }), start), started[0]);
    assert.equal(spare.take(optionsOf("/app", { A: "1" }), start), started[1]);
    assert.deepEqual(
      started.map(({ isEnded }) => isEnded),
      [false, false],
    );
    spare.dispose();
  });

  it("is not taken when a setting has another value", () => {
    const { started, start } = children();
    const spare = new SpareChild();
    spare.keep(optionsOf("/app", { A: "1" }), start);
    assert.equal(spare.take(optionsOf("/app", { A: "2" }), start), started[1]);
    spare.dispose();
    assert.deepEqual(
      started.map(({ isEnded }) => isEnded),
      [true, false],
    );
  });

  it("makes room for that of another app", () => {
    const { started, start } = children();
    const spare = new SpareChild();
    spare.keep(optionsOf("/one"), start);
    spare.keep(optionsOf("/other"), start);
    assert.deepEqual(
      started.map(({ appRoot, isEnded }) => [appRoot, isEnded]),
      [
        ["/one", true],
        ["/other", false],
      ],
    );
    spare.dispose();
  });

  it("is not handed out when it has died meanwhile", async () => {
    const { started, start } = children();
    const spare = new SpareChild();
    spare.keep(optionsOf("/app"), start);
    started[0]?.exit();
    await started[0]?.exited;
    assert.equal(spare.take(optionsOf("/app"), start), started[1]);
    spare.dispose();
  });

  it("is none when it cannot be started, which is told with the next replay", () => {
    const { started, start } = children();
    const spare = new SpareChild();
    spare.keep(optionsOf("/app"), () => {
      throw new Error("The replay host is missing.");
    });
    assert.equal(spare.take(optionsOf("/app"), start), started[0]);
    spare.dispose();
  });

  it("ends with the editor, and none starts afterwards", () => {
    const { started, start } = children();
    const spare = new SpareChild();
    spare.keep(optionsOf("/app"), start);
    spare.dispose();
    spare.keep(optionsOf("/app"), start);
    assert.deepEqual(
      started.map(({ isEnded }) => isEnded),
      [true],
    );
  });
});

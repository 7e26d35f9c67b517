import assert from "node:assert/strict";
import { createLintSession } from "../../../../src/analysis/lintSession";
import { LineIndex } from "../../../../src/base/lineIndex";
import { hoverText } from "../../../../src/extension/names/nameTexts";
import { memorySourceFiles } from "../../../support/memorySourceFiles";
import { v3App, v4App } from "../../../support/namedApps";

function hover(texts: Readonly<Record<string, string>>, file: string, piece: string): string {
  const position = new LineIndex(texts[file] ?? "").positionAt((texts[file] ?? "").indexOf(piece) + 1);
  const facts = createLintSession(memorySourceFiles(texts)).names().describe({ file, position });
  assert.ok(facts, "there is a name");
  return hoverText(facts);
}

describe("what a hover says of a name", () => {
  it("is kind, place and the stated types", () => {
    assert.equal(
      hover(v4App, "/app/src/steps.ts", "Names.Pay"),
      "**activity** `pay` · `src/functions/orders.ts:31`  \nInput: `number`  \nOutput: `number`",
    );
    assert.equal(
      hover(v3App, "/app/HttpStart/index.js", '"Order"'),
      "**orchestrator** `Order` · `Order/function.json`",
    );
  });

  it("is that nothing is registered under it", () => {
    assert.equal(
      hover(v4App, "/app/src/steps.ts", '"pack"'),
      "**activity** `pack`: this app registers none of this name that can be seen.",
    );
  });

  it("is who waits for an event and who raises it", () => {
    assert.equal(
      hover(v4App, "/app/src/functions/orders.ts", '"Approval", true'),
      "**event** `Approval`  \nWaited for by: `order`  \nRaised by: `start`",
    );
    const alone = { "/app/host.json": "{}", "/app/a.ts": 'client.raiseEvent(id, "Stop");' };
    assert.equal(
      hover(alone, "/app/a.ts", '"Stop"'),
      "**event** `Stop`  \nWaited for by: nobody in this app  \nRaised by: code of no function that can be seen",
    );
  });
});

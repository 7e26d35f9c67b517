import assert from "node:assert/strict";
import type { SourcePlace } from "../../../../src/base/sourcePlace";
import { fixesIn, fixesOf, shownByFile, wayOf } from "../../../../src/extension/diagnostics/shownFindings";
import type { EditorFinding, EditorFix } from "../../../../src/worker/messages";

/** Ten columns of a line. */
function placeAt(file: string, line: number): SourcePlace {
  const range = { start: line * 100, end: line * 100 + 10 };
  return { file, range, start: { line, column: 1 }, end: { line, column: 11 } };
}

function fixAt(file: string, line: number): EditorFix {
  const { start, end } = placeAt(file, line);
  return { title: "Use it", file, edits: [{ start, end, text: "it", lines: ["Date.now()"] }] };
}

/** `labels`: what is called on the way from line `line` of order.js to line 3 of clock.js, through price.js. */
function finding(line: number, labels: readonly string[]): EditorFinding {
  const files = ["order.js", "price.js"];
  const chain = labels.map((label, index) => ({ label, place: placeAt(files[index] ?? "", index ? 7 : line) }));
  const sink = placeAt(labels.length ? "clock.js" : "order.js", labels.length ? 3 : line);
  return {
    rule: "no-wall-clock",
    severity: "warning",
    message: "differs",
    place: chain[0]?.place ?? sink,
    sink,
    chain,
    fix: fixAt(sink.file, sink.start.line),
    suggestions: [],
  };
}

const counts = (findings: readonly EditorFinding[]) =>
  Object.fromEntries([...shownByFile(findings)].map(([file, shown]) => [file, shown.length]));

describe("findings as they are shown", () => {
  it("stand at every place of the way", () => {
    assert.deepEqual(counts([finding(1, ["priceOf", "now"])]), { "order.js": 1, "price.js": 1, "clock.js": 1 });
    assert.deepEqual(counts([finding(1, [])]), { "order.js": 1 });
  });

  it("stand in no file where none are shown", () => {
    const shown = shownByFile([finding(1, ["priceOf", "now"])], (file) => file !== "clock.js");
    assert.deepEqual([...shown.keys()], ["order.js", "price.js"]);
  });

  it("are as severe as the severest of the ways that pass", () => {
    const findings = [
      finding(1, ["priceOf", "now"]),
      { ...finding(2, ["priceOf", "now"]), severity: "error" as const },
    ];
    for (const ways of [findings, [...findings].reverse()]) {
      const [sink] = shownByFile(ways).get("clock.js") ?? [];
      assert.deepEqual([sink?.severity, sink?.findings.length], ["error", 2]);
    }
  });

  it("stand once where several ways pass", () => {
    const findings = [finding(1, ["priceOf", "now"]), finding(2, ["priceOf", "now"])];
    assert.deepEqual(counts(findings), { "order.js": 2, "price.js": 1, "clock.js": 1 });
    const [sink] = shownByFile(findings).get("clock.js") ?? [];
    assert.ok(sink);
    assert.equal(sink.findings.length, 2);
    assert.equal(fixesOf(sink).length, 1);
  });

  it("tell the way from the orchestrator to what is wrong", () => {
    assert.deepEqual(
      wayOf(finding(1, ["priceOf", "now"])).map(({ place, text }) => [place.file, text]),
      [
        ["order.js", "the orchestrator calls priceOf"],
        ["price.js", "priceOf calls now"],
        ["clock.js", "in now"],
      ],
    );
    assert.deepEqual(wayOf(finding(1, [])), []);
  });

  it("are fixed together: each fix of the file once, and of two that touch the first", () => {
    const findings = [finding(1, ["priceOf", "now"]), finding(2, ["priceOf", "now"]), finding(5, []), finding(5, [])];
    assert.equal(fixesIn("clock.js", findings).length, 1);
    assert.equal(fixesIn("order.js", findings).length, 1);
    assert.equal(fixesIn("order.js", findings, "no-random").length, 0);
    const other = { ...finding(5, []), rule: "other", fix: { ...fixAt("order.js", 5), title: "Use another" } };
    assert.deepEqual(
      fixesIn("order.js", [other, finding(5, [])]).map(({ title }) => title),
      ["Use another"],
    );
  });
});

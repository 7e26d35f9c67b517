import assert from "node:assert/strict";
import { graphHtml } from "../../../../src/extension/functionGraph/graphHtml";

describe("the page of a function graph", () => {
  const html = graphHtml({
    nonce: "abc",
    cspSource: "https://own.example",
    script: "https://own.example/graphView.js?a=1&b=2",
    style: "https://own.example/graph.css",
    name: `<img src=x onerror="alert(1)">`,
  });

  it("runs its own script only, and takes styles from the extension only", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://own.example; script-src 'nonce-abc';");
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      `<script nonce="abc" src="https://own.example/graphView.js?a=1&#38;b=2">`,
    ]);
    assert.doesNotMatch(html, /<style|style=|\son\w+=(?!&)/);
  });

  it("shows the name of a folder as it is, whatever characters it has", () => {
    assert.ok(!html.includes("<img"));
    assert.ok(html.includes("<h1>Functions of &#60;img src=x onerror=&#34;alert(1)&#34;&#62;</h1>"));
  });

  it("gives every control a name", () => {
    for (const [button] of html.matchAll(/<button[^>]*>[^<]*/g)) assert.match(button, /aria-label="|>[\w ]{3,}$/);
  });
});

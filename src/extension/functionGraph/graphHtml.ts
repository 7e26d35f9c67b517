import { escapedHtml, htmlPage } from "../html";

export interface GraphHtml {
  /** Allowed once: the script's. */
  readonly nonce: string;
  /** What a webview calls its own files' origin. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** Of the app. */
  readonly name: string;
}

/** The page that draws a graph; what it shows is sent to it. */
export function graphHtml({ nonce, cspSource, script, style, name }: GraphHtml): string {
  const title = `Functions of ${name}`;
  const shown = escapedHtml(title);
  const body = `<header>
<h1>${shown}</h1>
<span id="summary" role="status"></span>
<div id="actions">
<button id="zoomOut" aria-label="Zoom out" title="Zoom out (-)">−</button>
<button id="zoomIn" aria-label="Zoom in" title="Zoom in (+)">+</button>
<button id="fit" title="Show all of it (0)">Fit</button>
<button id="copy" title="Copy it as text that GitHub and others draw">Copy as Mermaid</button>
</div>
</header>
<main>
<svg id="picture" role="group" aria-label="${shown}"><g id="drawing"></g></svg>
<p id="empty" hidden>No durable function was found in this app. Register one, <code>df.app.orchestration("name", …)</code> or a function.json with an orchestrationTrigger, and it appears here.</p>
</main>
<script nonce="${nonce}" src="${escapedHtml(script)}"></script>`;
  return htmlPage({ title, style, cspSource, nonce }, body);
}

import { escapedHtml } from "../html";

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
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}';`;
  const title = `Functions of ${escapedHtml(name)}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapedHtml(style)}">
<title>${title}</title>
</head>
<body>
<header>
<h1>${title}</h1>
<span id="summary" role="status"></span>
<button id="zoomOut" aria-label="Zoom out" title="Zoom out (-)">−</button>
<button id="zoomIn" aria-label="Zoom in" title="Zoom in (+)">+</button>
<button id="fit" title="Show all of it (0)">Fit</button>
<button id="copy" title="Copy it as text that GitHub and others draw">Copy as Mermaid</button>
</header>
<main>
<svg id="picture" role="group" aria-label="${title}"><g id="drawing"></g></svg>
<p id="empty" hidden>No durable function was found in this app. Register one, <code>df.app.orchestration("name", …)</code> or a function.json with an orchestrationTrigger, and it appears here.</p>
</main>
<script nonce="${nonce}" src="${escapedHtml(script)}"></script>
</body>
</html>
`;
}

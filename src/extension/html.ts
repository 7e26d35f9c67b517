/** A text as HTML shows it, in an element or in an attribute. */
export function escapedHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

export interface PageHead {
  readonly title: string;
  /** Address of its style sheet. */
  readonly style: string;
  /** Where styles may come from; as a webview calls its own files' origin. */
  readonly cspSource: string;
  /** Allowed once: the nonce of the page's script. None: it runs no script. */
  readonly nonce?: string;
}

/** A page of a webview, which takes nothing from elsewhere; `body` is HTML. */
export function htmlPage({ title, style, cspSource, nonce }: PageHead, body: string): string {
  const script = nonce === undefined ? "" : ` script-src 'nonce-${nonce}';`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource};${script}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapedHtml(style)}">
<title>${escapedHtml(title)}</title>
</head>
<body>
${body}
</body>
</html>
`;
}

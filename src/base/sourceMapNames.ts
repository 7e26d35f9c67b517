/** What a built file and its source map say in words: where the map is, and where its sources are. */

/** The map that a built file names in its last `sourceMappingURL` comment: inline text, or the path of a file. */
export function sourceMapReference(source: string): { readonly text: string } | { readonly url: string } | undefined {
  const url = [...source.matchAll(/^[ \t]*\/\/[#@] sourceMappingURL=(\S+)/gm)].at(-1)?.[1];
  if (url === undefined) return undefined;
  if (!url.startsWith("data:")) return { url: decodeURIComponent(url) };
  const data = url.slice(url.indexOf(",") + 1);
  if (!/^data:[^,]*;base64,/.test(url)) return { text: decodeURIComponent(data) };
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  return { text: new TextDecoder().decode(bytes) };
}

/**
 * The path in a name that a bundler gives a source with a scheme of its own, from the folder that the bundler ran in:
 * `webpack://app/./src/x.ts?1a2b`, `webpack:///./src/x.ts`, `rollup://localhost/src/x.ts`, `turbopack:///[project]/x.ts`.
 * Undefined for names that are paths or file URLs.
 */
export function pathInBundle(name: string): string | undefined {
  if (/^file:/i.test(name)) return undefined;
  return /^[a-z][\w+.-]+:\/\/(?:@[^/]+\/)?[^/]*\/(?:\[project\]\/)?(.*?)(?:\?[0-9a-z]*)?$/i.exec(name)?.[1];
}

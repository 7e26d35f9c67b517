import { baseName } from "../base/paths";

const readByHost = new Set(["host.json", "local.settings.json", "function.json"]);
/** Texts and comments whole; names without quotes, between white space and a colon with more of it. */
const parts = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'((?:[^'\\\n]|\\.)*)'|\s([A-Za-z_$][\w$]*):(?=\s)(\s)/g;

/**
 * A text with its white space and, in files that the Functions host reads, its quotes as JSON has them; as long as
 * before. The host reads by Newtonsoft.Json's `JObject.Parse`, which takes texts in single quotes, names without any,
 * and comments (WebJobs.Script, HostJsonFileConfigurationSource.cs).
 */
export function jsonTextOf(file: string, text: string): string {
  const plain = withPlainSpaces(text);
  if (!readByHost.has(baseName(file))) return plain;
  return plain.replace(parts, (whole: string, quoted: string | undefined, name: string | undefined) => {
    if (name !== undefined) return `"${name}":`.padEnd(whole.length);
    return quoted === undefined ? whole : `"${withoutQuotes(quoted)}"`;
  });
}

/** Of the same length: a quote in a text says nothing that matters here. */
function withoutQuotes(quoted: string): string {
  return quoted.replace(/\\'/g, "''").replace(/\\.|"/g, (each) => (each === '"' ? "'" : each));
}

/** With blanks for all that .NET, which the host is written in, takes for white space: byte order marks, hard spaces. */
export function withPlainSpaces(text: string): string {
  return text.replace(/[^\S\t\n\r]/g, " ");
}

import { messageOf } from "../base/errors";
import { parsed, type Parsed, type Problem } from "../base/parsed";
import type { Inflate } from "./blobs";
import type { Json } from "./events";
import { changeAt, changeLeaves, parseJsonPath, type JsonPath } from "./jsonPath";
import type { Column, HistoryRow, StoredHistory } from "./rows";

/** What stands for a text; numbers become 0 and flags false, so that code that replays meets the types it expects. */
export const blackBar = "▒▒▒";

/** Columns of History and Instances whose text is what the app put in or got out, as JSON. */
const columns = ["Input", "Result", "Output", "CustomStatus", "State", "Data"];

interface Redaction {
  readonly text: string;
  readonly path: JsonPath;
}

/** How large values are stored: gzip and base64, which live in an outer layer. */
export interface BlobCodec {
  readonly inflate: Inflate;
  readonly deflate: (text: string) => string;
}

/** An instance without the values that must not leave storage. */
export interface RedactedHistory {
  readonly stored: StoredHistory;
  /** The JSON paths at which something was blacked out. */
  readonly redacted: readonly string[];
}

/** The JSON paths that texts say; a problem for each that is none. */
export function readRedactions(texts: readonly string[]): Parsed<readonly Redaction[]> {
  const read = texts.map((text) => ({ text, path: parseJsonPath(text) }));
  const problems = read.flatMap(({ text, path }): Problem[] => {
    const message = `${JSON.stringify(text)} is not a JSON path. Write it as $.card.number, $..email, $.lines[*].price or $["first name"].`;
    return path ? [] : [{ code: "json-path-invalid", severity: "error", message, place: text }];
  });
  return parsed(
    read.flatMap(({ text, path }) => (path ? [{ text, path }] : [])),
    problems,
  );
}

/**
 * Blacks out what stands at the paths in each input, output and result, also in the large ones that blobs hold. A text
 * inside them that is JSON itself (an entity's message, the answer to an HTTP call) counts as a document of its own.
 */
export function redactHistory(
  stored: StoredHistory,
  redactions: readonly Redaction[],
  codec: BlobCodec,
): Parsed<RedactedHistory> {
  const hits = new Set<string>();
  const redact = (text: string) => redactText(text, redactions, hits);
  const { blobs, problems } = redactBlobs(stored.blobs, redact, codec);
  const result: StoredHistory = {
    ...stored,
    ...(stored.instance && { instance: redactRow(stored.instance, redact) }),
    history: stored.history.map((row) => redactRow(row, redact)),
    blobs,
  };
  return parsed({ stored: result, redacted: [...hits].sort() }, problems);
}

type Redact = (text: string) => string;

function redactRow(row: HistoryRow, redact: Redact): HistoryRow {
  const changed = columns.flatMap((name): [string, Column][] => {
    const [type, value] = row[name] ?? [];
    return type !== undefined && typeof value === "string" ? [[name, [type, redact(value)]]] : [];
  });
  return changed.length ? { ...row, ...Object.fromEntries(changed) } : row;
}

function redactBlobs(blobs: StoredHistory["blobs"], redact: Redact, { inflate, deflate }: BlobCodec) {
  const problems: Problem[] = [];
  const kept = Object.entries(blobs).flatMap(([name, bytes]): [string, string][] => {
    try {
      const text = inflate(bytes);
      const changed = redact(text);
      return [[name, changed === text ? bytes : deflate(changed)]];
    } catch (error) {
      const message = `The large value in blob ${name} cannot be read (${messageOf(error)}), so nothing in it could be blacked out: it is left out.`;
      problems.push({ code: "blob-left-out", severity: "warning", message, place: name });
      return [];
    }
  });
  return { blobs: Object.fromEntries(kept), problems };
}

/** The text as it was when nothing in it is at a path, its numbers in all their digits. */
function redactText(text: string, redactions: readonly Redaction[], hits: Set<string>): string {
  const document = parseJson(text);
  if (document === undefined) return text;
  const blackened = redactions.reduce((value, { text: by, path }) => {
    const blacken = (leaf: string | number | boolean): Json => {
      hits.add(by);
      return typeof leaf === "string" ? blackBar : typeof leaf === "number" ? 0 : false;
    };
    return changeAt(value, path, (found) => changeLeaves(found, blacken));
  }, document);
  const inside = (leaf: string | number | boolean) =>
    typeof leaf === "string" ? redactText(leaf, redactions, hits) : leaf;
  const all = JSON.stringify(changeLeaves(blackened, inside));
  return all === JSON.stringify(document) ? text : all;
}

/** Undefined for texts that are no JSON, such as those of errors: no path leads into them. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

import { messageOf } from "../base/errors";
import { parsed, type Parsed } from "../base/parsed";
import { ProblemList } from "./problemList";
import type { Column, HistoryRow, StoredHistory } from "./rows";

export const historyFileFormat = "durable-history-rows/1";

/** A `*.durable-history.json` file: one instance as storage holds it, and more that belong to it. */
export interface HistoryFile {
  readonly main: StoredHistory;
  readonly related: readonly StoredHistory[];
  /** Who wrote it and why, as far as the file says. */
  readonly about: Readonly<Partial<Record<AboutMember, string>>>;
  /** JSON paths of values that were blacked out on export. */
  readonly redacted: readonly string[];
}

const aboutMembers = ["engine", "sdk", "app", "note", "status"] as const;
export type AboutMember = (typeof aboutMembers)[number];

/**
 * Reads the text of a history file. The value is undefined when nothing of it can be used; problems name the JSON path
 * (`history[3].EventId`).
 */
export function parseHistoryFile(text: string): Parsed<HistoryFile | undefined> {
  const problems = new ProblemList();
  const json = parseJson(text, problems);
  const file = json === undefined ? undefined : readFile(json, problems);
  return parsed(file, problems.problems());
}

/** The text of a history file, one row a line, so that two exports can be compared line by line. */
export function serialiseHistoryFile(file: HistoryFile): string {
  const { main, related, about, redacted } = file;
  const lines = [
    member("format", historyFileFormat),
    member("hub", main.hub),
    ...aboutMembers.flatMap((name) => (about[name] === undefined ? [] : [member(name, about[name])])),
    ...(redacted.length > 0 ? [member("redacted", redacted)] : []),
    ...storedLines(main, "  "),
    ...(related.length > 0 ? [`  "related": [\n${related.map(relatedText).join(",\n")}\n  ]`] : []),
  ];
  return `{\n${lines.join(",\n")}\n}\n`;
}

function storedLines(stored: StoredHistory, indent: string): string[] {
  const rows = stored.history.map((row) => `${indent}  ${JSON.stringify(row)}`).join(",\n");
  return [
    member("instanceId", stored.instanceId, indent),
    ...(stored.instance ? [member("instance", stored.instance, indent)] : []),
    `${indent}"history": [${rows && `\n${rows}\n${indent}`}]`,
    member("blobs", stored.blobs, indent),
  ];
}

function relatedText(stored: StoredHistory): string {
  return `    {\n${storedLines(stored, "      ").join(",\n")}\n    }`;
}

function member(name: string, value: unknown, indent = "  "): string {
  return `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

function parseJson(text: string, problems: ProblemList): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    report(problems, "invalid-json", "$", `This is not JSON, or it is cut short: ${messageOf(error)}.`);
    return undefined;
  }
}

function readFile(json: unknown, problems: ProblemList): HistoryFile | undefined {
  if (!isObject(json) || typeof json["format"] !== "string") {
    report(
      problems,
      "not-a-history-file",
      "format",
      `This is no history file: it has no format "${historyFileFormat}".`,
    );
    return undefined;
  }
  if (json["format"] !== historyFileFormat) {
    const message = `This file has format ${JSON.stringify(json["format"])}; this version reads "${historyFileFormat}". Update the toolkit.`;
    report(problems, "unknown-format", "format", message);
    return undefined;
  }
  const hub = readText(json, "hub", "", problems);
  const main = readStored(json, hub, "", problems);
  if (!main) return undefined;
  return {
    main,
    related: readRelated(json["related"], hub, problems),
    about: readAbout(json),
    redacted: Array.isArray(json["redacted"]) ? json["redacted"].filter((path) => typeof path === "string") : [],
  };
}

function readRelated(value: unknown, hub: string, problems: ProblemList): StoredHistory[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report(problems, "wrong-type", "related", "Should be an array of instances: left out.");
    return [];
  }
  return value.flatMap((item: unknown, index) => {
    const path = `related[${index}]`;
    if (isObject(item)) return readStored(item, hub, `${path}.`, problems) ?? [];
    report(problems, "wrong-type", path, "Should be an object: left out.", "instances");
    return [];
  });
}

function readStored(json: JsonObject, hub: string, path: string, problems: ProblemList): StoredHistory | undefined {
  const instanceId = readText(json, "instanceId", path, problems);
  const rows = json["history"];
  if (instanceId === "" || !Array.isArray(rows)) {
    if (!Array.isArray(rows)) reportNoArray(path, problems);
    return undefined;
  }
  const instance = isObject(json["instance"]) ? readRow(json["instance"], `${path}instance`, problems) : undefined;
  return {
    hub,
    instanceId,
    ...(instance && { instance }),
    history: rows
      .map((row, index) => readRow(row, `${path}history[${index}]`, problems))
      .filter((row) => row !== undefined),
    blobs: readBlobs(json["blobs"], `${path}blobs`, problems),
  };
}

function reportNoArray(path: string, problems: ProblemList): void {
  const counted = path === "" ? undefined : "instances without rows";
  report(problems, "wrong-type", `${path}history`, "Should be an array of rows.", counted);
}

function readRow(value: unknown, path: string, problems: ProblemList): HistoryRow | undefined {
  if (!isObject(value)) {
    report(problems, "wrong-type", path, "Should be a row, {column: [EDM type, value]}: left out.", "rows");
    return undefined;
  }
  const bad = Object.keys(value).filter((column) => !isColumn(value[column]));
  for (const column of bad) {
    report(
      problems,
      "wrong-type",
      `${path}.${column}`,
      "Should be [EDM type, value]: the column is left out.",
      "columns",
    );
  }
  const good =
    bad.length === 0 ? value : Object.fromEntries(Object.entries(value).filter(([name]) => !bad.includes(name)));
  return good as HistoryRow;
}

function readBlobs(value: unknown, path: string, problems: ProblemList): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (isObject(value) && Object.values(value).every((bytes) => typeof bytes === "string")) {
    return value as Record<string, string>;
  }
  report(problems, "wrong-type", path, "Should be {name: base64 text}: left out.", "lists of blobs");
  return {};
}

function readAbout(json: JsonObject): HistoryFile["about"] {
  const entries = aboutMembers.map((name) => [name, json[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
}

function readText(json: JsonObject, name: string, path: string, problems: ProblemList): string {
  const value = json[name];
  if (typeof value === "string" && value !== "") return value;
  const message = "Should be a text that is not empty.";
  report(problems, "wrong-type", `${path}${name}`, message, path === "" ? undefined : `instances without ${name}`);
  return "";
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isColumn(value: unknown): value is Column {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== "string") return false;
  return value[1] === null || ["string", "number", "boolean"].includes(typeof value[1]);
}

/** `counted`: told once for all such, at the first place. */
function report(problems: ProblemList, code: string, path: string, message: string, counted?: string): void {
  problems.add({
    code,
    severity: "error",
    message,
    place: path,
    ...(counted !== undefined && { counted, group: counted }),
  });
}

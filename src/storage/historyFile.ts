import { ToolkitError } from "../base/errors";
import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { parseHistoryFile } from "../history/historyFile";
import { InMemoryStore } from "../history/inMemoryStore";
import type { HistoryStore } from "../history/store";
import { inflateGzip } from "./inflate";

export interface OpenedHistoryFile {
  /** Holds the file's instance and those related to it. */
  readonly store: HistoryStore;
  /** The instance that the file is about. */
  readonly instanceId: string;
  /** What was wrong with the file and could be passed over; places begin with the file's path. */
  readonly problems: readonly Problem[];
}

/** Opens a history file. Throws `history-unreadable` when nothing of it can be used. */
export async function openHistoryFile(reader: SourceReader, file: string): Promise<OpenedHistoryFile> {
  const text = await reader.read(file);
  if (text === undefined) throw unreadable(file, "There is no such file, or it may not be read");
  const { value, problems } = parseHistoryFile(text);
  if (!value) {
    const reasons = problems.map((problem) => reasonOf(problem)).join(" ");
    throw unreadable(file, reasons || "It holds no history");
  }
  const store = new InMemoryStore(`history file ${file}`, [value.main, ...value.related], inflateGzip);
  const placed = problems.map((problem) => ({ ...problem, place: `${file}, ${problem.place}` }));
  return { store, instanceId: value.main.instanceId, problems: placed };
}

/** The place within the file, unless it is the whole of it. */
function reasonOf({ place, message }: Problem): string {
  return place === "$" || place === "format" ? message : `${place}: ${message}`;
}

function unreadable(file: string, reason: string): ToolkitError {
  const text = `The history file ${file} cannot be read. ${reason.replace(/\.$/, "")}. Choose a *.durable-history.json file, or export this one again.`;
  return new ToolkitError("history-unreadable", text, { place: { file } });
}

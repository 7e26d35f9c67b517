import * as path from "node:path";
import { ToolkitError } from "../../base/errors";
import type { Parsed } from "../../base/parsed";
import { parsed } from "../../base/parsed";
import type { StoredHistory } from "../../history/rows";
import type { UndecodedHistory } from "../../history/undecodedHistory";
import { nodeFiles } from "../../node/files";
import type { FunctionApp } from "../../project/functionApp";
import { openHub } from "./openHub";
import type { Source } from "./recentInstances";

/** An instance in a hub, or one of a history file (the file's own, when no id is given). */
export interface HistoryWish extends Source {
  readonly instanceId?: string | undefined;
  readonly history?: string | undefined;
}

/** Reads the history that a session is about. Throws what the stores throw. */
export async function readHistory(wish: HistoryWish, app: FunctionApp): Promise<UndecodedHistory> {
  const [{ undecodedHistory }, { inflateGzip }] = await Promise.all([
    import("../../history/undecodedHistory"),
    import("../../storage/inflate"),
  ]);
  return undecodedHistory(await readStored(wish, app), inflateGzip);
}

async function readStored({ history, instanceId, ...source }: HistoryWish, app: FunctionApp) {
  if (history !== undefined) return readFromFile(path.resolve(app.root, history), instanceId);
  if (instanceId !== undefined) return (await openHub(app, source)).readHistory(instanceId);
  throw new ToolkitError("usage", "Say what to replay: `instanceId` or `history` in launch.json.");
}

async function readFromFile(file: string, instanceId: string | undefined): Promise<Parsed<StoredHistory>> {
  const { openHistoryFile } = await import("../../storage/historyFile");
  const opened = await openHistoryFile(nodeFiles, file);
  const stored = await opened.store.readHistory(instanceId ?? opened.instanceId);
  return parsed(stored.value, [...opened.problems, ...stored.problems]);
}

import { ToolkitError } from "../base/errors";
import { parsed } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { undecodedHistory, type UndecodedHistory } from "../history/undecodedHistory";
import type { FunctionApp } from "../project/functionApp";
import { taskHubOf } from "../project/taskHub";
import type { ReplayWish } from "../runner/prepareReplay";
import { openHistoryFile } from "../storage/historyFile";
import { inflateGzip } from "../storage/inflate";
import { openTableStore } from "../storage/openStore";

/** The history that a wish names: in a file (an absolute path), or in the hub of the app or of the wish. */
export async function readHistory(
  files: SourceReader,
  wish: ReplayWish,
  app: FunctionApp,
  signal?: AbortSignal,
): Promise<UndecodedHistory> {
  const { store, instanceId, problems } =
    wish.history === undefined ? inHub(wish, app) : await openHistoryFile(files, wish.history);
  const id = wish.instanceId ?? instanceId;
  if (id.startsWith("@")) throw isEntity(id);
  const stored = await store.readHistory(id, signal);
  return undecodedHistory(parsed(stored.value, [...problems, ...stored.problems]), inflateGzip);
}

function inHub(wish: ReplayWish, app: FunctionApp) {
  if (wish.instanceId === undefined) throw new ToolkitError("usage", "Name an instance id, or a history file.");
  const { hub, connection } = wish;
  const choice = { ...(hub !== undefined && { hub }), ...(connection !== undefined && { connection }) };
  return { store: openTableStore(taskHubOf(app, choice)), instanceId: wish.instanceId, problems: [] };
}

/** Names of instances that begin with @ are those of entities (EntityId.cs:28). */
function isEntity(id: string): ToolkitError {
  return new ToolkitError(
    "usage",
    `"${id}" is an entity. Only orchestrations can be replayed so far: name the run of one.`,
  );
}

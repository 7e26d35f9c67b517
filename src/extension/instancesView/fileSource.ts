import type { Log } from "../../base/ports";
import { messageOf } from "../../base/errors";
import { nodeFiles } from "../../node/files";
import type { ListedInstance } from "./listing";
import type { InstanceSource } from "./source";

export interface FileFacts extends Pick<InstanceSource, "id" | "label" | "where" | "isOpen" | "root" | "remove"> {
  readonly emptyText: string;
  /** Absolute paths of history files. */
  readonly files: () => Promise<readonly string[]>;
}

/** History files as a source of the view. One that cannot be read is listed by its path, and says why when it is used. */
export function fileSource({ files, ...facts }: FileFacts, log: Log): InstanceSource {
  return {
    ...facts,
    kind: "files",
    isLocal: true,
    launch: {},
    async *pages(signal) {
      for (const file of await files()) {
        signal.throwIfAborted();
        yield await instancesIn(file, log);
      }
    },
    readHistory: async ({ instance, history = "" }) => (await open(history)).store.readHistory(instance.instanceId),
  };
}

async function instancesIn(file: string, log: Log): Promise<readonly ListedInstance[]> {
  try {
    const { store, instanceId } = await open(file);
    const instances = await store.listInstances({});
    const main = instances.some((instance) => instance.instanceId === instanceId) ? [] : [unknown(instanceId)];
    return [...main, ...instances].map((instance) => ({ instance, history: file }));
  } catch (error) {
    log.warn(messageOf(error));
    return [{ instance: unknown(file), history: file }];
  }
}

async function open(file: string) {
  const { openHistoryFile } = await import("../../storage/historyFile");
  return openHistoryFile(nodeFiles, file);
}

/** What is known of an instance without its row. */
function unknown(instanceId: string) {
  return { instanceId, name: "", runtimeStatus: "Unknown" } as const;
}

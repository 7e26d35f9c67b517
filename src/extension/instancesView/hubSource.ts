import { ToolkitError } from "../../base/errors";
import type { TableHistoryStore } from "../../storage/tableHistoryStore";
import type { InstanceSource } from "./source";

export interface HubFacts extends Pick<InstanceSource, "where" | "isLocal" | "isOpen" | "root" | "launch"> {
  readonly hub: string;
  /** Where the hub's name comes from, for the project's own hub. */
  readonly nameSource?: string;
  /** Throws what keeps the hub from being read. */
  readonly open: () => Promise<TableHistoryStore>;
}

/** A task hub as a source of the view. A hub whose tables are not there yet is an empty one. */
export function hubSource({ hub, nameSource, open, ...facts }: HubFacts): InstanceSource {
  return {
    ...facts,
    id: ["hub", facts.root ?? "", facts.launch.connection ?? "", facts.launch.hub ?? ""].join(":"),
    label: hub,
    kind: "hub",
    emptyText: `No instances in ${hub}${nameSource ? ` (from ${nameSource})` : ""}. Start one, and it appears here.`,
    pages: (signal) => pagesOf(open, signal),
    readHistory: async ({ instance }, signal) => (await open()).readHistory(instance.instanceId, signal),
  };
}

async function* pagesOf(open: HubFacts["open"], signal: AbortSignal) {
  const store = await open();
  try {
    for await (const page of store.instancePages(signal)) yield page.map((instance) => ({ instance }));
  } catch (error) {
    if (!(error instanceof ToolkitError && error.code === "hub-not-found")) throw error;
  }
}

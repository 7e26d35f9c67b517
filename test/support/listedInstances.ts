import type { ListedInstance } from "../../src/extension/instancesView/listing";
import type { InstanceSource } from "../../src/extension/instancesView/source";
import type { OrchestrationInstance, RuntimeStatus } from "../../src/history/history";

export function listed(
  instanceId: string,
  runtimeStatus: RuntimeStatus,
  more: Partial<OrchestrationInstance> = {},
): ListedInstance {
  return { instance: { instanceId, name: "orderOrchestrator", runtimeStatus, ...more } };
}

type Pages = (signal: AbortSignal) => AsyncIterable<readonly ListedInstance[]>;

/** A project's hub that holds what `pages` yields. */
export function hubOf(pages: Pages, more: Partial<InstanceSource> = {}): InstanceSource {
  return {
    id: `hub:${more.label ?? "TestHubName"}`,
    label: "TestHubName",
    where: "this project",
    kind: "hub",
    isLocal: true,
    isOpen: true,
    root: "/app",
    launch: {},
    emptyText: "No instances in TestHubName (from host.json).",
    pages,
    readHistory: () => Promise.reject(new Error("Nothing here reads a history.")),
    ...more,
  };
}

/** Pages that are there at once. */
export function pagesOf(...pages: readonly (readonly ListedInstance[])[]): Pages {
  // eslint-disable-next-line @typescript-eslint/require-await -- the type of a source is asynchronous
  return async function* () {
    yield* pages;
  };
}

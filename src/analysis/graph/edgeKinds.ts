import type { GraphEdgeKind, GraphUse } from "./graphTypes";

const byMethod: Readonly<Record<string, GraphEdgeKind>> = {
  callActivity: "calls",
  callActivityWithRetry: "callsWithRetry",
  callSubOrchestrator: "subOrchestration",
  callSubOrchestratorWithRetry: "subOrchestrationWithRetry",
  startNew: "starts",
  callEntity: "callsEntity",
  signalEntity: "signalsEntity",
  readEntityState: "readsEntity",
  EntityId: "usesEntity",
  waitForExternalEvent: "waitsFor",
  raiseEvent: "raises",
};

/** What a use does; of other methods (`pay(input)` of a registered callable) the name's kind tells. */
export function edgeKindOf(
  { method, kind }: Pick<GraphUse, "method" | "kind">,
  byOrchestrator: boolean,
): GraphEdgeKind {
  const known = Object.hasOwn(byMethod, method) ? byMethod[method] : undefined;
  if (known) return known;
  switch (kind) {
    case "activity":
      return "calls";
    case "orchestration":
      return byOrchestrator ? "subOrchestration" : "starts";
    case "entity":
      return "usesEntity";
    case "event":
      return byOrchestrator ? "waitsFor" : "raises";
  }
}

/** Words of edges, for `GraphEdge`. */
export const edgeWords: Readonly<Record<GraphEdgeKind, string>> = {
  calls: "",
  callsWithRetry: "with retry",
  subOrchestration: "sub-orchestration",
  subOrchestrationWithRetry: "sub-orchestration with retry",
  starts: "starts",
  callsEntity: "calls",
  signalsEntity: "signals",
  readsEntity: "reads",
  usesEntity: "uses",
  waitsFor: "waits for",
  raises: "raises",
};

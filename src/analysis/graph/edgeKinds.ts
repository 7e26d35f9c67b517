import type { NameUse } from "../names/appIndex";
import type { GraphEdgeKind } from "./graphTypes";

const byMethod: Readonly<Record<string, GraphEdgeKind>> = {
  callActivityWithRetry: "callsWithRetry",
  callSubOrchestrator: "subOrchestration",
  callSubOrchestratorWithRetry: "subOrchestrationWithRetry",
  startNew: "starts",
  waitForExternalEvent: "waitsFor",
};

const byTaker: Readonly<Record<string, GraphEdgeKind>> = {
  callEntity: "callsEntity",
  signalEntity: "signalsEntity",
  readEntityState: "readsEntity",
};

/** All that a use does: the id of an entity may be called as well as signalled. */
export function edgeKindsOf(use: Pick<NameUse, "method" | "kind" | "takenBy">): readonly GraphEdgeKind[] {
  return use.takenBy?.map((taker) => byTaker[taker] ?? "usesEntity") ?? [edgeKindOf(use)];
}

/** What a use does; of a call of what `df.app.activity(…)` returned, the kind of its name tells. */
function edgeKindOf({ method, kind }: Pick<NameUse, "method" | "kind">): GraphEdgeKind {
  const known = Object.hasOwn(byMethod, method) ? byMethod[method] : undefined;
  if (known) return known;
  switch (kind) {
    case "activity":
      return "calls";
    case "orchestration":
      return "subOrchestration";
    case "entity":
      return "usesEntity";
    case "event":
      return "raises";
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

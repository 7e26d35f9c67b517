import type { Position } from "../../base/sourcePlace";

/** A place in code: absolute path, line and column from 1. */
export interface GraphPlace extends Position {
  readonly file: string;
}

/**
 * `subOrchestrator`: an orchestrator that another one calls. `client`: a function of any trigger that starts, asks or
 * tells instances. `code`: code that does so, and that no function of the app is known to run. `unknown`: a name that
 * the app is not seen to register.
 */
export type GraphNodeKind =
  "client" | "code" | "orchestrator" | "subOrchestrator" | "activity" | "entity" | "event" | "unknown";

export interface GraphNode {
  /** The same as long as the function has its name: `activity:pay`. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  readonly name: string;
  /** What it is, in words: `unknown activity`. */
  readonly caption: string;
  /**
   * Of a function, its code where that can be seen, else where it is registered; of an event, where it is waited for;
   * of code and of unknown names, where they are first used.
   */
  readonly place: GraphPlace;
}

export type GraphEdgeKind =
  | "calls"
  | "callsWithRetry"
  | "subOrchestration"
  | "subOrchestrationWithRetry"
  | "starts"
  | "callsEntity"
  | "signalsEntity"
  | "readsEntity"
  /** What it does with the entity's id is not seen. */
  | "usesEntity"
  | "waitsFor"
  | "raises";

/** What one node does with another. */
export interface GraphEdge {
  /** Id of the node whose code does it, also through helpers. */
  readonly from: string;
  readonly to: string;
  readonly kind: GraphEdgeKind;
  /** Read from the first node to the second; empty for a plain call. */
  readonly words: string;
  /** Where it does so; at least one place, in the order of files and lines. */
  readonly places: readonly GraphPlace[];
}

/** The functions of one app and what they do with each other. */
export interface FunctionGraph {
  /** Folder of the app. */
  readonly root: string;
  /** Kind by kind, each in the order of names. */
  readonly nodes: readonly GraphNode[];
  /** In the order of their nodes. */
  readonly edges: readonly GraphEdge[];
}

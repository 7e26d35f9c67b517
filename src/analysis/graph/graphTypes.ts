import type { Position } from "../../base/sourcePlace";

/** A place in code: absolute path, line and column from 1. */
export interface GraphPlace extends Position {
  readonly file: string;
}

export type FunctionNameKind = "orchestration" | "activity" | "entity";

/** A function that an app registers. */
export interface GraphFunction {
  readonly name: string;
  /** `other`: of any other trigger. */
  readonly kind: FunctionNameKind | "other";
  readonly place: GraphPlace;
}

/** A place where code names a function or an event. */
export interface GraphUse {
  readonly kind: FunctionNameKind | "event";
  /** Absent: it is made at run time. */
  readonly name?: string;
  /** `callActivity`, `startNew` and the like. */
  readonly method: string;
  readonly place: GraphPlace;
  /** Functions that run this code; none: nobody knows who does. */
  readonly from: readonly Pick<GraphFunction, "kind" | "name">[];
}

export interface GraphInput {
  /** Folder of the app. */
  readonly root: string;
  readonly functions: readonly GraphFunction[];
  readonly uses: readonly GraphUse[];
}

/**
 * `subOrchestrator`: an orchestrator that another one calls. `client`: a function of any trigger that starts, asks or
 * tells instances. `code`: code that does so, and that no function of the app is known to run. `unknown`: a name that
 * the app does not register.
 */
export type GraphNodeKind =
  "client" | "code" | "orchestrator" | "subOrchestrator" | "activity" | "entity" | "event" | "unknown";

export interface GraphNode {
  /** The same as long as the function has its name: `activity:pay`. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  readonly name: string;
  /** Where it is registered; of an event, code and a name that is not registered, where it is first used. */
  readonly place: GraphPlace;
  /** What it is, in words: `unknown activity`. */
  readonly caption: string;
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
  | "usesEntity"
  | "waitsFor"
  | "raises";

/** What one node does with another. */
export interface GraphEdge {
  /** Id of the node whose code does it. */
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

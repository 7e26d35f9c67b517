import type { FunctionGraph, GraphPlace } from "../analysis/graph/graphTypes";

/** To the picture of an app's functions; the first one answers `ready`. */
export interface ToGraphView {
  readonly kind: "graph";
  readonly graph: FunctionGraph;
}

/** From the picture. */
export type FromGraphView =
  /** It listens. */
  | { readonly kind: "ready" }
  /** A node was chosen: its code is to be shown. */
  | { readonly kind: "open"; readonly place: GraphPlace }
  | { readonly kind: "copyMermaid" };

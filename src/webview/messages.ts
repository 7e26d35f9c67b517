import type { FunctionGraph, GraphPlace } from "../analysis/graph/graphTypes";

/** To the picture of an app's functions; the first one answers `ready`. */
export interface ToGraphView {
  readonly kind: "graph";
  readonly graph: FunctionGraph;
}

/** What the picture keeps for when it is shown again, also in a window that is loaded anew. */
export interface GraphViewState {
  /** Folder of the app. */
  readonly root: string;
  /** What of the picture is seen. */
  readonly view: { readonly x: number; readonly y: number; readonly scale: number };
}

/** From the picture. */
export type FromGraphView =
  /** It listens. */
  | { readonly kind: "ready" }
  /** A node was chosen: its code is to be shown. */
  | { readonly kind: "open"; readonly place: GraphPlace }
  | { readonly kind: "copyMermaid" };

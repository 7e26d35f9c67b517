import type { FromGraphView, GraphViewState, ToGraphView } from "../messages";
import { GraphPage } from "./page";

interface EditorApi {
  postMessage(message: FromGraphView): void;
  getState(): GraphViewState | undefined;
  setState(state: GraphViewState): void;
}
declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const page = new GraphPage({
  tell: (message) => editor.postMessage(message),
  keep: (state) => editor.setState(state),
  kept: editor.getState()?.view,
});
window.addEventListener("message", ({ data }: MessageEvent<ToGraphView>) => page.show(data.graph));
editor.postMessage({ kind: "ready" });

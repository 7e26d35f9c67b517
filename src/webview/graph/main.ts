import type { FromGraphView, ToGraphView } from "../messages";
import { GraphPage } from "./page";
import type { View } from "./viewport";

interface EditorApi {
  postMessage(message: FromGraphView): void;
  getState(): { readonly view?: View } | undefined;
  setState(state: { readonly view: View }): void;
}
declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const page = new GraphPage({
  tell: (message) => editor.postMessage(message),
  keep: (view) => editor.setState({ view }),
  kept: editor.getState()?.view,
});
window.addEventListener("message", ({ data }: MessageEvent<ToGraphView>) => page.show(data.graph));
editor.postMessage({ kind: "ready" });

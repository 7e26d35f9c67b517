import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { FunctionGraph } from "../../analysis/graph/graphTypes";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import { baseName } from "../../base/paths";
import { graphPanel } from "../../contributions/identity";
import type { FromGraphView, GraphViewState, ToGraphView } from "../../webview/messages";
import { openArguments } from "../openPlace";
import type { OpenPlace } from "../openPlace";
import type { AppGraphs } from "./appGraphs";
import { graphHtml } from "./graphHtml";

/**
 * Pictures of apps' functions in the editor, one for each app that was asked for; they follow the code, and are there
 * again when the window was loaded anew.
 */
export class GraphPanels implements Disposable, vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #graphs: AppGraphs;
  readonly #lifetime = new DisposableStore();
  readonly #panels = new Map<string, vscode.WebviewPanel>();

  /** @param extension folder of the extension */
  constructor(extension: vscode.Uri, graphs: AppGraphs) {
    this.#extension = extension;
    this.#graphs = graphs;
    this.#lifetime.add(graphs.onDidChange(() => this.#showAll()));
    this.#lifetime.add(vscode.window.registerWebviewPanelSerializer(graphPanel, this));
  }

  /** Shows the picture of the app at `root`. */
  show(root: string): void {
    const known = this.#panels.get(root);
    if (known) known.reveal();
    else this.#keep(root, this.#create(root));
  }

  /** Takes a panel back that was open when the window was closed. @param state what its page kept */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Partial<GraphViewState> | undefined): Thenable<void> {
    const root = state?.root;
    if (typeof root !== "string" || this.#panels.has(root)) panel.dispose();
    else this.#keep(root, panel);
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#lifetime.dispose();
  }

  #create(root: string): vscode.WebviewPanel {
    const title = `Functions of ${baseName(root)}`;
    return vscode.window.createWebviewPanel(graphPanel, title, vscode.ViewColumn.Active);
  }

  #keep(root: string, panel: vscode.WebviewPanel): void {
    const localResourceRoots = ["dist", "media"].map((folder) => vscode.Uri.joinPath(this.#extension, folder));
    panel.webview.options = { enableScripts: true, localResourceRoots };
    this.#panels.set(root, panel);
    panel.iconPath = vscode.Uri.joinPath(this.#extension, "media", "icon.png");
    panel.onDidDispose(() => this.#panels.delete(root));
    panel.webview.onDidReceiveMessage((message: FromGraphView) => this.#receive(root, message));
    panel.webview.html = this.#html(panel.webview, baseName(root));
  }

  #html(webview: vscode.Webview, name: string): string {
    const file = (...parts: readonly string[]) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#extension, ...parts)).toString();
    return graphHtml({
      nonce: randomBytes(16).toString("base64"),
      cspSource: webview.cspSource,
      script: file("dist", "graphView.js"),
      style: file("media", "graph.css"),
      name,
    });
  }

  async #receive(root: string, message: FromGraphView): Promise<void> {
    switch (message.kind) {
      case "ready":
        return this.#send(root);
      case "open":
        return this.#openSource(root, message.place);
      case "copyMermaid":
        return this.#copy(root);
    }
  }

  /** Beside the picture, which stays in view. */
  async #openSource(root: string, place: OpenPlace): Promise<void> {
    const [uri, options] = openArguments(place);
    const isFirst = this.#panels.get(root)?.viewColumn === vscode.ViewColumn.One;
    const viewColumn = isFirst ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
    await vscode.commands.executeCommand("vscode.open", uri, { ...options, viewColumn });
  }

  #showAll(): void {
    for (const root of this.#panels.keys()) void this.#send(root);
  }

  async #send(root: string): Promise<void> {
    const message: ToGraphView = { kind: "graph", graph: await this.#graphOf(root) };
    await this.#panels.get(root)?.webview.postMessage(message);
  }

  async #copy(root: string): Promise<void> {
    const { mermaidText } = await import("../../analysis/graph/mermaid");
    await vscode.env.clipboard.writeText(mermaidText(await this.#graphOf(root)));
    vscode.window.setStatusBarMessage("The graph is in the clipboard, as Mermaid text.", shownFor);
  }

  async #graphOf(root: string): Promise<FunctionGraph> {
    const found = (await this.#graphs.known()).find((graph) => graph.root === root);
    return found ?? { root, nodes: [], edges: [] };
  }
}

/** In ms. */
const shownFor = 5_000;

import * as vscode from "vscode";
import { pickApp } from "../apps/pickApp";
import type { GraphPanels } from "../functionGraph/graphPanels";
import type { Services } from "../services";

/** Show Function Graph, of the app of the active file, or of the workspace. It reads code and runs none. */
export async function showFunctionGraph({ apps }: Services, panels: GraphPanels): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  panels.show(await pickApp(apps, active?.scheme === "file" ? active.fsPath : undefined, "Function app to draw"));
}

import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { commandId } from "../../contributions/commands";
import { replayableLanguages } from "../../contributions/identity";
import type { Services } from "../services";
import { onSettingChange, readSetting } from "../settings";
import { lensesFor } from "./lensTexts";
import type { LensText } from "./lensTexts";

/** The languages' files on disk: what is only in memory belongs to no app. */
export const orchestratorSelector: vscode.DocumentSelector = replayableLanguages.flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "vscode-remote" },
]);

/** Lenses over orchestrators; knows of instances only what the last refresh brought. */
export class OrchestratorLenses implements vscode.CodeLensProvider {
  private readonly services: Services;
  private readonly lifetime = new DisposableStore();
  private readonly changes = this.lifetime.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(services: Services) {
    this.services = services;
    const refresh = () => this.changes.fire();
    this.lifetime.add(services.apps.onDidChange(refresh));
    this.lifetime.add(services.recent.onDidChange(refresh));
    this.lifetime.add(onSettingChange("codeLens.enabled", refresh));
    this.lifetime.add(vscode.workspace.onDidGrantWorkspaceTrust(refresh));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.isTrusted || !readSetting("codeLens.enabled", document.uri)) return [];
    const { apps, recent, clock, log } = this.services;
    try {
      const found = await apps.orchestratorsIn(document.uri.fsPath);
      if (!found) return [];
      const { root } = found.app;
      const known = recent.known(root)?.instances;
      return found.orchestrators.flatMap(({ name, line }) =>
        lensesFor(root, name, known, clock.now()).map((lens) => lensAt(line, lens)),
      );
    } catch (error) {
      log.warn(`No lenses in ${document.uri.fsPath}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  }

  dispose(): void {
    this.lifetime.dispose();
  }
}

function lensAt(line: number, { title, tooltip, target }: LensText): vscode.CodeLens {
  const command = target ? commandId("debugReplay") : "";
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title,
    command,
    ...(tooltip && { tooltip }),
    ...(target && { arguments: [target] }),
  });
}

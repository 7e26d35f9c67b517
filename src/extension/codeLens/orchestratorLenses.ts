import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Log } from "../../base/ports";
import { commandId } from "../../contributions/commands";
import { replayableLanguages } from "../../contributions/identity";
import type { Apps } from "../apps/apps";
import type { RecentInstances } from "../instances/recentInstances";
import type { Services } from "../services";
import { onSettingChange, readSetting } from "../settings";
import { lensesFor } from "./lensTexts";
import type { LensText } from "./lensTexts";

/** The languages' files on disk: what is only in memory belongs to no app. */
export const orchestratorSelector: vscode.DocumentSelector = replayableLanguages.flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "vscode-remote" },
]);

interface PlacedLens {
  /** From 1. */
  readonly line: number;
  readonly lens: LensText;
}

/** What the lenses are read from. */
export interface LensSources extends Pick<Services, "clock"> {
  readonly apps: Pick<Apps, "onDidChange" | "orchestratorsIn">;
  readonly recent: Pick<RecentInstances, "onDidChange" | "known">;
  readonly log: Log;
}

/** Lenses over orchestrators; knows of instances only what the last refresh brought. */
export class OrchestratorLenses implements vscode.CodeLensProvider {
  private readonly sources: LensSources;
  private readonly lifetime = new DisposableStore();
  private readonly changes = this.lifetime.add(new vscode.EventEmitter<void>());
  /** What was last given for a file, as text. */
  private readonly given = new Map<string, string>();
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(sources: LensSources) {
    this.sources = sources;
    const refresh = () => void this.refresh();
    this.lifetime.add(sources.apps.onDidChange(refresh));
    this.lifetime.add(sources.recent.onDidChange(refresh));
    this.lifetime.add(onSettingChange("codeLens.enabled", refresh));
    this.lifetime.add(vscode.workspace.onDidGrantWorkspaceTrust(refresh));
    this.lifetime.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.given.delete(uri.fsPath)));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const placed = await this.lensesIn(document);
    this.given.set(document.uri.fsPath, JSON.stringify(placed));
    return placed.map(lensAt);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** For a moment after each change of lenses VS Code answers a click on one with an error: none without need. */
  private async refresh(): Promise<void> {
    const shown = vscode.window.visibleTextEditors.filter(
      ({ document }) => vscode.languages.match(orchestratorSelector, document) > 0,
    );
    const areOther = shown.map(async ({ document }) => {
      const now = JSON.stringify(await this.lensesIn(document));
      return now !== this.given.get(document.uri.fsPath);
    });
    if ((await Promise.all(areOther)).some(Boolean)) this.changes.fire();
  }

  private async lensesIn({ uri }: vscode.TextDocument): Promise<readonly PlacedLens[]> {
    if (!vscode.workspace.isTrusted || !readSetting("codeLens.enabled", uri)) return [];
    const { apps, recent, clock, log } = this.sources;
    try {
      const found = await apps.orchestratorsIn(uri.fsPath);
      if (!found) return [];
      const { root } = found.app;
      const known = recent.known(root)?.instances;
      return found.orchestrators.flatMap(({ name, line }) =>
        lensesFor(root, name, known, clock.now()).map((lens) => ({ line, lens })),
      );
    } catch (error) {
      log.warn(`No lenses in ${uri.fsPath}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  }
}

function lensAt({ line, lens: { title, tooltip, target } }: PlacedLens): vscode.CodeLens {
  const command = target ? commandId("debugReplay") : "";
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title,
    command,
    ...(tooltip && { tooltip }),
    ...(target && { arguments: [target] }),
  });
}

import * as vscode from "vscode";
import type { Disposable } from "../../base/disposable";
import { commandId } from "../../contributions/commands";
import { fullSettingName } from "../../contributions/settings";
import { prefix } from "../../contributions/identity";
import type { LintState } from "./lintClient";
import { lintStatusText, type FoldersLeftOut, type LintStatusText } from "./lintStatusText";

/** Files that a check may look at. */
export const lintedFiles: readonly vscode.DocumentFilter[] = [
  "javascript",
  "typescript",
  "javascriptreact",
  "typescriptreact",
].map((language) => ({ language }));

/** Says in the language status how many findings there are, and what was left out. */
export class LintStatus implements Disposable {
  #item: vscode.LanguageStatusItem | undefined;

  show(state: LintState, folders: FoldersLeftOut): void {
    const status = lintStatusText(state, folders);
    if (!status) return this.dispose();
    this.#item ??= vscode.languages.createLanguageStatusItem(`${prefix}.lint`, lintedFiles);
    const { Error: error, Information } = vscode.LanguageStatusSeverity;
    this.#item.name = "Durable Functions";
    this.#item.text = status.text;
    this.#item.detail = status.detail ?? "";
    this.#item.busy = status.isBusy;
    this.#item.severity = status.isError ? error : Information;
    this.#item.command = commandOf(status);
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}

function commandOf({ command }: LintStatusText): vscode.Command | undefined {
  if (!command) return undefined;
  switch (command) {
    case "showLeftOut":
      return { title: "Show", command: commandId("showLeftOut") };
    case "showLog":
      return { title: "Show Log", command: commandId("showLog") };
    case "enableLint":
      return {
        title: "Open Setting",
        command: "workbench.action.openSettings",
        arguments: [fullSettingName("lint.enabled")],
      };
  }
}

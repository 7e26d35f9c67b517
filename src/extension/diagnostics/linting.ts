import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import type { LintSettings } from "../../analysis/lintSettings";
import { nodeFiles } from "../../node/files";
import { fullSettingName } from "../../contributions/settings";
import type { Services } from "../services";
import { ExtractActions } from "../scaffold/extractActions";
import { setContextKey } from "../contextKeys";
import { onSettingChange, readSetting } from "../settings";
import {
  checkedFolders,
  foldersNotOnDisk,
  foldersOnDisk,
  isInOneOf,
  isLintEnabled,
  isLintEnabledFor,
} from "./checkedFolders";
import { FindingDiagnostics } from "./findingDiagnostics";
import { lintSettings } from "./folderSettings";
import { LintActions } from "./lintActions";
import { LintClient } from "./lintClient";
import { editedFiles, editedText, feedLint } from "./lintFeed";
import { LintStatus, lintedFiles } from "./lintStatus";
import { startLintThread } from "./lintThread";

const durablePackage = "durable-functions";

/** Checks the workspace's durable code as it is edited: squiggles, lamp and language status. */
export class Linting implements Disposable {
  readonly #services: Services;
  readonly #lifetime = new DisposableStore();
  readonly #status = this.#lifetime.add(new LintStatus());
  readonly #diagnostics: FindingDiagnostics;
  readonly client: LintClient;
  #tellBegun: () => void = () => undefined;
  /** Resolves once it was decided for the first time whether there is code to check. */
  readonly begun = new Promise<void>((resolve) => (this.#tellBegun = resolve));
  #isLookedAt = false;
  /** Folders that are not checked, though others are. */
  #switchedOff: readonly string[] = [];
  readonly #isChecked = (file: string) => !isInOneOf(this.#switchedOff, file);

  /** @param extension folder of the extension */
  constructor(extension: vscode.Uri, services: Services) {
    this.#services = services;
    const program = vscode.Uri.joinPath(extension, "dist", "lintWorker.js").fsPath;
    this.#diagnostics = this.#lifetime.add(new FindingDiagnostics());
    this.client = this.#lifetime.add(
      new LintClient({
        log: services.log,
        startThread: (events) => startLintThread(program, events),
        folders: checkedFolders,
        settings: () => this.#readSettings(),
        edited: editedText,
        editedFiles,
        mentionsDurable: async (file) => isLintEnabledFor(vscode.Uri.file(file)) && mentionsDurable(file),
      }),
    );
    this.#lifetime.add(this.client.onDidChange(() => this.#show()));
    this.#lifetime.add(feedLint(this.client));
    const actions = new LintActions(this.client, this.#diagnostics);
    this.#lifetime.add(vscode.languages.registerCodeActionsProvider(onDisk, actions, LintActions.metadata));
    const extraction = new ExtractActions(this.client);
    this.#lifetime.add(vscode.languages.registerCodeActionsProvider(onDisk, extraction, ExtractActions.metadata));
    this.#followSettings();
  }

  /** Starts where there is an app, and stops where that is wanted. */
  async update(): Promise<void> {
    try {
      await this.#decide();
    } finally {
      this.#tellBegun();
    }
  }

  async #decide(): Promise<void> {
    void setContextKey("isUnchecked", !isLintEnabled());
    if (!isLintEnabled()) {
      this.client.stop();
      return;
    }
    this.#isLookedAt = checkedFolders().length > 0 && (await this.#services.apps.roots()).length > 0;
    if (this.#isLookedAt && isLintEnabled()) this.client.start();
    else this.#show();
  }

  /** Lists in the log what was not checked, and why. */
  showLeftOut(): void {
    const { state } = this.client;
    const leftOut = "result" in state ? state.result.leftOut : [];
    const { log } = this.#services;
    const folders = [
      ...foldersNotOnDisk().map(({ uri }) => `${uri.toString()}: it is not on disk`),
      ...this.#switchedOff.map((folder) => `${folder}: ${fullSettingName("lint.enabled")} is off there`),
    ];
    const all = [...leftOut.map(({ file, reason }) => `${file}: ${reason}`), ...folders];
    log.info(all.length ? "Not checked for determinism:" : "Every file was checked for determinism.");
    for (const each of all) log.info(`  ${each}`);
    log.show();
  }

  dispose(): void {
    this.#lifetime.dispose();
  }

  #followSettings(): void {
    this.#lifetime.add(onSettingChange("lint.enabled", () => void this.update()));
    for (const name of ["lint.rules", "lint.followPackages"] as const)
      this.#lifetime.add(onSettingChange(name, () => this.client.configure()));
    this.#lifetime.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.update()));
    // A host.json may have come.
    this.#lifetime.add(this.#services.apps.onDidChange(() => this.#isLookedAt || void this.update()));
  }

  #show(): void {
    const { state } = this.client;
    this.#diagnostics.show("result" in state ? state.result.findings : [], this.#isChecked);
    this.#status.show(state, { notOnDisk: foldersNotOnDisk().length, switchedOff: this.#switchedOff.length });
  }

  #readSettings(): LintSettings {
    const read = lintSettings(foldersOnDisk(), (name, folder) =>
      readSetting(name, folder === undefined ? undefined : vscode.Uri.file(folder)),
    );
    this.#switchedOff = (read.folders ?? []).filter(({ isEnabled }) => !isEnabled).map(({ folder }) => folder);
    return read;
  }
}

const onDisk = lintedFiles.map((filter) => ({ ...filter, scheme: "file" }));

async function mentionsDurable(file: string): Promise<boolean> {
  const text = editedText(file) ?? (await nodeFiles.read(file));
  return text?.includes(durablePackage) ?? false;
}

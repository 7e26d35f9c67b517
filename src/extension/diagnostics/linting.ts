import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import type { LintSettings } from "../../analysis/lintSession";
import { nodeFiles } from "../../node/files";
import type { Services } from "../services";
import { ExtractActions } from "../scaffold/extractActions";
import { onSettingChange, readSetting } from "../settings";
import { FindingDiagnostics } from "./findingDiagnostics";
import { LintActions } from "./lintActions";
import { LintClient } from "./lintClient";
import { editedFiles, editedText, feedLint } from "./lintFeed";
import { LintStatus, lintedFiles } from "./lintStatus";
import { startLintThread } from "./lintThread";
import { readRuleSeverities } from "./ruleSeverities";

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

  /** @param extension folder of the extension */
  constructor(extension: vscode.Uri, services: Services) {
    this.#services = services;
    const program = vscode.Uri.joinPath(extension, "dist", "lintWorker.js").fsPath;
    this.#diagnostics = this.#lifetime.add(new FindingDiagnostics());
    this.client = this.#lifetime.add(
      new LintClient({
        log: services.log,
        startThread: (events) => startLintThread(program, events),
        folders: foldersOnDisk,
        settings: readSettings,
        edited: editedText,
        editedFiles,
        mentionsDurable,
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
    if (!readSetting("lint.enabled")) {
      this.client.stop();
      return;
    }
    this.#isLookedAt = foldersOnDisk().length > 0 && (await this.#services.apps.roots()).length > 0;
    if (this.#isLookedAt && readSetting("lint.enabled")) this.client.start();
    else this.#show();
  }

  /** Lists in the log what was not checked, and why. */
  showLeftOut(): void {
    const { state } = this.client;
    const leftOut = "result" in state ? state.result.leftOut : [];
    const { log } = this.#services;
    log.info(leftOut.length ? "Not checked for determinism:" : "Every file was checked for determinism.");
    for (const { file, reason } of leftOut) log.info(`  ${file}: ${reason}`);
    for (const { uri } of foldersNotOnDisk()) log.info(`  ${uri.toString()}: it is not on disk`);
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
    this.#diagnostics.show("result" in state ? state.result.findings : []);
    this.#status.show(state, foldersNotOnDisk().length);
  }
}

const onDisk = lintedFiles.map((filter) => ({ ...filter, scheme: "file" }));

function foldersOnDisk(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}

function foldersNotOnDisk(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== "file");
}

function readSettings(): LintSettings {
  return { severities: readRuleSeverities(), followPackages: readSetting("lint.followPackages") };
}

async function mentionsDurable(file: string): Promise<boolean> {
  const text = editedText(file) ?? (await nodeFiles.read(file));
  return text?.includes(durablePackage) ?? false;
}

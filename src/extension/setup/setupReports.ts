import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import { messageOf } from "../../base/errors";
import { baseName } from "../../base/paths";
import { commandId } from "../../contributions/commands";
import { setupPanel } from "../../contributions/identity";
import { nodeFiles } from "../../node/files";
import type { SetupReport } from "../../project/setup/setupReport";
import { openApp } from "../apps/readApp";
import type { Services } from "../services";
import { plainText } from "../plainText";
import { severitiesOf } from "../diagnostics/folderSettings";
import { rulePageLink } from "../diagnostics/rulePages";
import { placeLink } from "../openPlace";
import { onSettingChange, readSetting } from "../settings";

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** What is shown of an app while its page is open. */
interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly problems: vscode.DiagnosticCollection;
  /** Counts the looks at the app: only the last one counts. */
  round: number;
}

/**
 * Reports of *Check Setup*: a page to read for each app, and its findings among the problems. Both follow the app until the
 * page is closed.
 */
export class SetupReports implements Disposable {
  readonly #services: Services;
  readonly #extension: vscode.Uri;
  readonly #lifetime = new DisposableStore();
  /** By the folder of the app. */
  readonly #shown = new Map<string, Shown>();

  /** @param extension folder of the extension */
  constructor(extension: vscode.Uri, services: Services) {
    this.#extension = extension;
    this.#services = services;
    this.#lifetime.add(services.apps.onDidChange(() => this.#follow()));
    this.#lifetime.add(onSettingChange("lint.rules", () => this.#follow()));
  }

  /** Looks at the app at `root` as it is now, and shows what there is to say. */
  async show(root: string): Promise<void> {
    const report = await this.#report(root);
    const shown = this.#shown.get(root) ?? this.#open(root);
    shown.round++;
    await this.#fill(shown, report);
    shown.panel.reveal();
    // Changes are told of apps that were read.
    await this.#services.apps.open(root);
  }

  dispose(): void {
    for (const { panel } of this.#shown.values()) panel.dispose();
    this.#lifetime.dispose();
  }

  #follow(): void {
    for (const [root, shown] of this.#shown) void this.#update(root, shown);
  }

  async #update(root: string, shown: Shown): Promise<void> {
    const round = ++shown.round;
    try {
      const report = await this.#report(root);
      if (round === shown.round && this.#shown.get(root) === shown) await this.#fill(shown, report);
      await this.#services.apps.open(root);
    } catch (error) {
      this.#services.log.warn(`The set-up of ${root} could not be looked at again: ${messageOf(error)}`);
    }
  }

  async #fill({ panel: { webview }, problems }: Shown, report: SetupReport): Promise<void> {
    const [{ setupHtml }, { setupRules }] = await Promise.all([
      import("./setupHtml"),
      import("../../project/setup/checkSetup"),
    ]);
    const hasPage = (rule: string) => rule in setupRules;
    showProblems(problems, report.findings, hasPage);
    const html = setupHtml(report, {
      cspSource: webview.cspSource,
      style: webview.asWebviewUri(vscode.Uri.joinPath(this.#extension, "media", "setup.css")).toString(),
      linkTo: (file, line, column = 1) => placeLink({ file, line, column }).toString(),
      ruleLink: (rule) => (hasPage(rule) ? rulePageLink(rule).toString() : undefined),
    });
    // The page would begin at its top again.
    if (webview.html !== html) webview.html = html;
  }

  #open(root: string): Shown {
    const panel = vscode.window.createWebviewPanel(setupPanel, `Setup of ${baseName(root)}`, vscode.ViewColumn.Active, {
      localResourceRoots: [vscode.Uri.joinPath(this.#extension, "media")],
      enableCommandUris: ["vscode.open", commandId("openRulePage")],
      enableFindWidget: true,
    });
    panel.iconPath = vscode.Uri.joinPath(this.#extension, "media", "icon.png");
    const problems = vscode.languages.createDiagnosticCollection("durable-setup");
    panel.onDidDispose(() => {
      problems.dispose();
      this.#shown.delete(root);
    });
    const shown = { panel, problems, round: 0 };
    this.#shown.set(root, shown);
    return shown;
  }

  async #report(root: string): Promise<SetupReport> {
    const [
      { checkSetup, withSeverities },
      { readSetupFacts },
      { setupReport },
      { nodeForSetup },
      { tableNames },
      { withSeen },
    ] = await Promise.all([
      import("../../project/setup/checkSetup"),
      import("../../project/setup/setupFacts"),
      import("../../project/setup/setupReport"),
      import("../../runner/nodeForSetup"),
      import("../../storage/taskHub"),
      import("../../project/foundFunctions"),
    ]);
    const { apps, connections } = this.#services;
    const { value: opened, problems } = await openApp(root, nodeFiles, connections);
    const app = withSeen(opened, await apps.index.registered(root, opened.sourceFiles));
    const facts = await readSetupFacts(nodeFiles, app);
    const scope = vscode.Uri.file(root);
    const { node, finding } = await nodeForSetup(facts, readSetting("replay.nodePath", scope));
    const chosen = severitiesOf(readSetting("lint.rules", scope));
    const findings = withSeverities([...finding, ...checkSetup(facts, problems)], chosen);
    return setupReport(facts, { node, findings, tables: tableNames });
  }
}

function showProblems(
  problems: vscode.DiagnosticCollection,
  findings: SetupReport["findings"],
  hasPage: (rule: string) => boolean,
): void {
  problems.clear();
  for (const { file, line, column, endLine, endColumn, rule, severity, message } of findings) {
    const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
    const problem = new vscode.Diagnostic(range, plainText(message), severities[severity]);
    problem.source = "durable";
    problem.code = hasPage(rule) ? { value: rule, target: rulePageLink(rule) } : rule;
    const uri = vscode.Uri.file(file);
    problems.set(uri, [...(problems.get(uri) ?? []), problem]);
  }
}

import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
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
import { readSetting } from "../settings";

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** Reports of *Check Setup*: a page to read for each app, and its findings among the problems. */
export class SetupReports implements Disposable {
  readonly #services: Services;
  readonly #extension: vscode.Uri;
  readonly #lifetime = new DisposableStore();
  /** By the folder of the app. */
  readonly #panels = new Map<string, vscode.WebviewPanel>();
  readonly #problems = this.#lifetime.add(vscode.languages.createDiagnosticCollection("durable-setup"));

  /** @param extension folder of the extension */
  constructor(extension: vscode.Uri, services: Services) {
    this.#extension = extension;
    this.#services = services;
  }

  /** Looks at the app at `root` as it is now, and shows what there is to say. */
  async show(root: string): Promise<void> {
    const report = await this.#report(root);
    const [{ setupHtml }, { setupRules }] = await Promise.all([
      import("./setupHtml"),
      import("../../project/setup/checkSetup"),
    ]);
    const hasPage = (rule: string) => rule in setupRules;
    this.#showProblems(report.findings, hasPage);
    const { webview } = this.#panelOf(root);
    webview.html = setupHtml(report, {
      cspSource: webview.cspSource,
      style: webview.asWebviewUri(vscode.Uri.joinPath(this.#extension, "media", "setup.css")).toString(),
      linkTo: (file, line, column = 1) => placeLink({ file, line, column }).toString(),
      ruleLink: (rule) => (hasPage(rule) ? rulePageLink(rule).toString() : undefined),
    });
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#lifetime.dispose();
  }

  #panelOf(root: string): vscode.WebviewPanel {
    const known = this.#panels.get(root);
    if (known) {
      known.reveal();
      return known;
    }
    const panel = vscode.window.createWebviewPanel(setupPanel, `Setup of ${baseName(root)}`, vscode.ViewColumn.Active, {
      localResourceRoots: [vscode.Uri.joinPath(this.#extension, "media")],
      enableCommandUris: ["vscode.open", commandId("openRulePage")],
      enableFindWidget: true,
    });
    panel.iconPath = vscode.Uri.joinPath(this.#extension, "media", "icon.png");
    panel.onDidDispose(() => this.#panels.delete(root));
    this.#panels.set(root, panel);
    return panel;
  }

  async #report(root: string): Promise<SetupReport> {
    const [
      { checkSetup, withSeverities },
      { readSetupFacts },
      { setupReport },
      { nodeForSetup },
      { tableNames },
      { withFound },
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
    const app = withFound(opened, await apps.index.registered(root));
    const facts = await readSetupFacts(nodeFiles, app);
    const scope = vscode.Uri.file(root);
    const { node, finding } = await nodeForSetup(facts, readSetting("replay.nodePath", scope));
    const chosen = severitiesOf(readSetting("lint.rules", scope));
    const findings = withSeverities([...finding, ...checkSetup(facts, problems)], chosen);
    return setupReport(facts, { node, findings, tables: tableNames });
  }

  #showProblems(findings: SetupReport["findings"], hasPage: (rule: string) => boolean): void {
    this.#problems.clear();
    for (const { file, line, column, endLine, endColumn, rule, severity, message } of findings) {
      const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
      const problem = new vscode.Diagnostic(range, plainText(message), severities[severity]);
      problem.source = "durable";
      problem.code = hasPage(rule) ? { value: rule, target: rulePageLink(rule) } : rule;
      const uri = vscode.Uri.file(file);
      this.#problems.set(uri, [...(this.#problems.get(uri) ?? []), problem]);
    }
  }
}

import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import { nodeFiles } from "../../node/files";
import type { SetupReport } from "../../project/setup/setupReport";
import { openApp } from "../apps/readApp";
import type { Services } from "../services";
import { plainText } from "../diagnostics/plainText";
import { severitiesOf } from "../diagnostics/folderSettings";
import { rulePageLink } from "../diagnostics/rulePages";
import { readSetting } from "../settings";

const scheme = "durable-setup";
const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** Reports of *Check Setup*: a page to read for each app, and its findings among the problems. */
export class SetupReports implements Disposable {
  readonly #services: Services;
  readonly #lifetime = new DisposableStore();
  readonly #pages = new Map<string, string>();
  readonly #changes = this.#lifetime.add(new vscode.EventEmitter<vscode.Uri>());
  readonly #problems = this.#lifetime.add(vscode.languages.createDiagnosticCollection("durable-setup"));

  constructor(services: Services) {
    this.#services = services;
    this.#lifetime.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changes.event,
        provideTextDocumentContent: ({ query }) => this.#pages.get(query) ?? "",
      }),
    );
  }

  /** Looks at the app at `root` as it is now, and shows what there is to say. */
  async show(root: string): Promise<void> {
    const report = await this.#report(root);
    const [{ setupMarkdown }, { setupRules }] = await Promise.all([
      import("./setupMarkdown"),
      import("../../project/setup/checkSetup"),
    ]);
    const link = (file: string, line: number) =>
      vscode.Uri.file(file)
        .with({ fragment: `L${line}` })
        .toString();
    this.#pages.set(root, setupMarkdown(report, link));
    this.#showProblems(report.findings, (rule) => rule in setupRules);
    const page = vscode.Uri.from({ scheme, path: "/Setup.md", query: root });
    this.#changes.fire(page);
    await vscode.commands.executeCommand("markdown.showPreview", page);
  }

  dispose(): void {
    this.#lifetime.dispose();
  }

  async #report(root: string): Promise<SetupReport> {
    const [{ checkSetup, withSeverities }, { readSetupFacts }, { setupReport }, { nodeForSetup }, { tableNames }] =
      await Promise.all([
        import("../../project/setup/checkSetup"),
        import("../../project/setup/setupFacts"),
        import("../../project/setup/setupReport"),
        import("../../runner/nodeForSetup"),
        import("../../storage/taskHub"),
      ]);
    const { value: app, problems } = await openApp(root, nodeFiles, this.#services.connections);
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

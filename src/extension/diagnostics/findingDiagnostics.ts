import * as vscode from "vscode";
import type { Disposable } from "../../base/disposable";
import type { SourcePlace } from "../../base/sourcePlace";
import type { EditorFinding } from "../../worker/messages";
import { plainText } from "../plainText";
import { rulePageLink } from "./rulePages";
import { shownByFile, wayOf, type ShownFinding } from "./shownFindings";

/** A finding as the editor shows it. */
export interface ShownDiagnostic {
  readonly shown: ShownFinding;
  readonly diagnostic: vscode.Diagnostic;
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** Code that never runs is shown faded. */
const unreachable: ReadonlySet<string> = new Set(["no-code-after-continue-as-new"]);
/** A helper that many call has as many ways to it. */
const mostWays = 3;

/** Shows findings as squiggles and problems, each in every file on its way. */
export class FindingDiagnostics implements Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("durable");
  readonly #files = new Map<string, { readonly print: string; readonly list: readonly ShownDiagnostic[] }>();
  #findings: readonly EditorFinding[] = [];
  #isChecked: (file: string) => boolean = () => true;

  /** Shows these and no others, in files that are checked; files where nothing changed are left alone. */
  show(findings: readonly EditorFinding[], isChecked: (file: string) => boolean): void {
    if (findings === this.#findings) return;
    this.#findings = findings;
    this.#isChecked = isChecked;
    const byFile = shownByFile(findings, isChecked);
    for (const file of [...this.#files.keys()]) if (!byFile.has(file)) this.#clear(file);
    for (const [file, shown] of byFile) this.#set(file, shown);
  }

  /** What a fix of all of a file may go by: where nothing is shown, nothing. */
  mendedIn(file: string): readonly EditorFinding[] {
    return this.#isChecked(file) ? this.#findings : [];
  }

  /** What is shown in a file where a range touches it. */
  at(file: string, range: vscode.Range): readonly ShownDiagnostic[] {
    const list = this.#files.get(file)?.list ?? [];
    return list.filter(({ diagnostic }) => diagnostic.range.intersection(range));
  }

  dispose(): void {
    this.#collection.dispose();
  }

  #set(file: string, shown: readonly ShownFinding[]): void {
    const print = JSON.stringify(shown);
    if (this.#files.get(file)?.print === print) return;
    const list = shown.map((each) => ({ shown: each, diagnostic: this.#diagnostic(each) }));
    this.#files.set(file, { print, list });
    this.#collection.set(
      vscode.Uri.file(file),
      list.map(({ diagnostic }) => diagnostic),
    );
  }

  #clear(file: string): void {
    this.#files.delete(file);
    this.#collection.delete(vscode.Uri.file(file));
  }

  #diagnostic({ place, message, severity, rule, findings }: ShownFinding): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(rangeOf(place), plainText(message), severities[severity]);
    diagnostic.source = "durable";
    diagnostic.code = { value: rule, target: rulePageLink(rule) };
    diagnostic.relatedInformation = findings.slice(0, mostWays).flatMap(relatedTo);
    if (unreachable.has(rule)) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    return diagnostic;
  }
}

function relatedTo(finding: EditorFinding): readonly vscode.DiagnosticRelatedInformation[] {
  return wayOf(finding).map(({ place, text }) => {
    const location = new vscode.Location(vscode.Uri.file(place.file), rangeOf(place));
    return new vscode.DiagnosticRelatedInformation(location, text);
  });
}

/** A place as the editor counts it, from 0. */
export function rangeOf({ start, end }: Pick<SourcePlace, "start" | "end">): vscode.Range {
  return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}

import * as vscode from "vscode";
import { rangeOf } from "../diagnostics/findingDiagnostics";
import type { LintClient } from "../diagnostics/lintClient";
import { filePosition } from "./namePlaces";
import { completionDetail } from "./nameTexts";

/** Characters behind which names are offered by themselves. */
export const nameQuotes = ['"', "'", "`"];

/** Names of functions and events where a call takes one. */
export class NameCompletions implements vscode.CompletionItemProvider {
  readonly #client: Pick<LintClient, "ask">;

  constructor(client: Pick<LintClient, "ask">) {
    this.#client = client;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[] | undefined> {
    // Loaded once somebody types in quotes.
    const { nameBeingTyped } = await import("../../analysis/names/typedName");
    if (!nameBeingTyped(document.getText(), document.offsetAt(position))) return undefined;
    const found = await this.#client.ask("complete", filePosition(document, position));
    if (!found) return undefined;
    const { kind, place, items, root } = found;
    return items.map(({ name, place: origin }) => {
      const itemKind = kind === "event" ? vscode.CompletionItemKind.Event : vscode.CompletionItemKind.Function;
      const item = new vscode.CompletionItem(name, itemKind);
      item.range = rangeOf(place);
      item.detail = completionDetail(kind, origin, root);
      return item;
    });
  }
}

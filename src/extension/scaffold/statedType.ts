import * as vscode from "vscode";
import { typeIn } from "./typeInHover";

/** The type of a variable as TypeScript's own hover shows it; undefined where that says nothing that can be written. */
export async function statedType(document: vscode.TextDocument, offset: number): Promise<string | undefined> {
  const place = document.positionAt(offset);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    place,
  );
  for (const { contents } of hovers) {
    for (const content of contents) {
      const type = content instanceof vscode.MarkdownString ? typeIn(content.value) : undefined;
      if (type !== undefined) return type;
    }
  }
  return undefined;
}

import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { commandId } from "../../contributions/commands";

/** The link of a finding's code: a page that is opened by its address would be bare text. */
export function rulePageLink(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: "command", path: commandId("openRulePage"), query: JSON.stringify([rule]) });
}

/**
 * Opens the page of a rule as a reader sees it; as text where the editor's preview is switched off.
 * @param extension folder of the extension
 */
export async function openRulePage(extension: vscode.Uri, rule: unknown): Promise<void> {
  if (typeof rule !== "string" || !/^[a-z-]+$/.test(rule))
    throw new ToolkitError("usage", "The page of a rule is opened by the rule's id, for example no-wall-clock.");
  const page = vscode.Uri.joinPath(extension, "media", "rules", `${rule}.md`);
  try {
    await vscode.commands.executeCommand("markdown.showPreview", page);
  } catch {
    await vscode.commands.executeCommand("vscode.open", page);
  }
}

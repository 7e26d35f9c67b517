import * as vscode from "vscode";
import { manageTrust } from "./nextSteps";
import { inform } from "./report";

/** True in a trusted workspace; otherwise says why nothing happens. */
export function checkTrust(): boolean {
  if (vscode.workspace.isTrusted) return true;
  inform(
    "Restricted Mode: a replay runs this folder's code and reads its connection settings. Trust the folder to debug its instances.",
    [manageTrust],
  );
  return false;
}

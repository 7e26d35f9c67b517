import * as vscode from "vscode";
import { pickApp } from "../apps/pickApp";
import type { Services } from "../services";
import type { SetupReports } from "../setup/setupReports";
import { checkTrust } from "../trust";

/** Check Setup, of the app of the active file, or of the workspace. */
export async function checkSetup({ apps }: Services, reports: SetupReports): Promise<void> {
  if (!checkTrust()) return;
  const active = vscode.window.activeTextEditor?.document.uri;
  await reports.show(await pickApp(apps, active?.scheme === "file" ? active.fsPath : undefined));
}

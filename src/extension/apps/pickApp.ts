import * as path from "node:path";
import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { Cancelled } from "../progress";
import type { Apps } from "./apps";

/**
 * The app meant by a file or folder, else the workspace's only app, else the one the user picks.
 * Throws `no-functions-project` when there is none, `Cancelled` when the user picks none.
 */
export async function pickApp(
  apps: Apps,
  near: string | undefined,
  title = "Function app whose code runs",
): Promise<string> {
  const nearest = near === undefined ? undefined : await apps.rootOf(near);
  if (nearest !== undefined) return nearest;
  const roots = await apps.roots();
  if (!roots.length) throw noProject(near);
  return roots.length === 1 && roots[0] !== undefined ? roots[0] : askForApp(roots, title);
}

async function askForApp(roots: readonly string[], title: string): Promise<string> {
  const items = roots.map((root) => ({
    label: path.basename(root),
    detail: vscode.workspace.asRelativePath(root),
    root,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  if (!picked) throw new Cancelled();
  return picked.root;
}

function noProject(near: string | undefined): ToolkitError {
  return new ToolkitError(
    "no-functions-project",
    `${near ?? "This workspace"} is not part of a Functions project: there is no host.json. Open the folder of your function app.`,
  );
}

import * as path from "node:path";
import * as vscode from "vscode";
import { initialConfiguration } from "../../contributions/debuggers";
import { debugType } from "../../contributions/identity";
import type { Apps } from "../apps/apps";
import { statusWords } from "../instances/words";
import { signalOf } from "../progress";
import type { Services } from "../services";

/** As many as a picker shows without scrolling much. */
const shown = 20;

/** What a new launch.json starts with: an entry per app of the folder. */
export function initialConfigurations({ apps }: Services): vscode.DebugConfigurationProvider {
  return {
    async provideDebugConfigurations(folder) {
      const roots = await rootsIn(folder, apps);
      if (roots.length < 2) return [{ ...initialConfiguration }];
      return roots.map((root) => ({
        ...initialConfiguration,
        name: `${initialConfiguration.name} (${path.basename(root)})`,
        appRoot: `\${workspaceFolder}/${vscode.workspace.asRelativePath(root, false)}`,
      }));
    },
  };
}

/** "Durable Functions Replay…" of the Run view and the debug quick access: the recent instances, newest first. */
export function recentConfigurations(services: Services): vscode.DebugConfigurationProvider {
  return {
    async provideDebugConfigurations(folder, token) {
      if (!vscode.workspace.isTrusted) return [];
      const roots = await rootsIn(folder, services.apps);
      const lists = await Promise.all(roots.map((root) => offersOf(root, services, signalOf(token))));
      return lists.flat();
    },
  };
}

/** The apps of one folder of the workspace; of all folders, when none is given. */
async function rootsIn(folder: vscode.WorkspaceFolder | undefined, apps: Apps): Promise<readonly string[]> {
  const roots = await apps.roots();
  const owner = (root: string) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(root));
  return folder ? roots.filter((root) => owner(root)?.index === folder.index) : roots;
}

async function offersOf(root: string, { recent, clock, log }: Services, signal: AbortSignal) {
  try {
    const { instances } = await recent.refresh(root, {}, undefined, signal);
    return instances.slice(0, shown).map((instance) => ({
      type: debugType,
      request: "launch",
      name: `Replay: ${instance.instanceId} (${statusWords(instance, clock.now())})`,
      appRoot: root,
      instanceId: instance.instanceId,
    }));
  } catch (error) {
    // The list is an offer: without storage it is empty, and "Debug Replay…" says why.
    log.info(`No recent instances of ${root}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

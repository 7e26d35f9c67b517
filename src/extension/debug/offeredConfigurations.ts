import * as path from "node:path";
import * as vscode from "vscode";
import { initialConfiguration } from "../../contributions/debuggers";
import { debugType } from "../../contributions/identity";
import { statusWords } from "../instances/words";
import { signalOf } from "../progress";
import type { Services } from "../services";

/** As many as a picker shows without scrolling much. */
const shown = 20;

/** What a new launch.json starts with: an entry per app of the folder. */
export function initialConfigurations({ apps }: Services): vscode.DebugConfigurationProvider {
  return {
    async provideDebugConfigurations(folder) {
      const roots = (await apps.roots()).filter((root) => folder && root.startsWith(folder.uri.fsPath));
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
      const roots = (await services.apps.roots()).filter((root) => !folder || root.startsWith(folder.uri.fsPath));
      const lists = await Promise.all(roots.map((root) => offersOf(root, services, signalOf(token))));
      return lists.flat();
    },
  };
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

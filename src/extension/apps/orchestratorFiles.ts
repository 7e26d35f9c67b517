import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import { messageOf } from "../../base/errors";
import type { FunctionApp } from "../../project/functionApp";
import { setContextKey } from "../contextKeys";
import type { Services } from "../services";

/** How long an own refresh of a list on loopback counts as fresh, in ms. */
const freshFor = 10_000;

/**
 * Follows the visible editors: tells the menus which files hold orchestrators and, when the hub is on this machine,
 * looks there for recent instances. Azure is asked only by commands.
 */
export function followEditors(services: Services): Disposable {
  const lifetime = new DisposableStore();
  let files: readonly string[] = [];
  const update = () =>
    void lookAtEditors(services).then(async (found) => {
      if (found.join() !== files.join()) await setContextKey("orchestratorFiles", (files = found));
    });
  lifetime.add(vscode.window.onDidChangeVisibleTextEditors(update));
  lifetime.add(services.apps.onDidChange(update));
  lifetime.add(vscode.debug.onDidTerminateDebugSession(update));
  lifetime.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && update()));
  update();
  return lifetime;
}

async function lookAtEditors(services: Services): Promise<readonly string[]> {
  const open = vscode.window.visibleTextEditors.map((editor) => editor.document.uri.fsPath);
  const found = await Promise.all([...new Set(open)].map((file) => lookAtFile(file, services)));
  return found.flat();
}

async function lookAtFile(file: string, services: Services): Promise<readonly string[]> {
  try {
    const found = await services.apps.orchestratorsIn(file);
    if (!found?.orchestrators.length) return [];
    await refreshLoopback(found.app, services);
    return [file];
  } catch (error) {
    services.log.debug(`Not looked at ${file}: ${messageOf(error)}`);
    return [];
  }
}

async function refreshLoopback(app: FunctionApp, { recent, clock, log }: Services): Promise<void> {
  const known = recent.known(app.root);
  if (!vscode.workspace.isTrusted || (known && clock.now() - known.at < freshFor)) return;
  try {
    const [{ taskHubOf }, { parseConnectionString }] = await Promise.all([
      import("../../project/taskHub"),
      import("../../storage/connection"),
    ]);
    const { setting, value } = taskHubOf(app).connection;
    if (parseConnectionString(value, setting).isAzurite) await recent.refresh(app.root, {}, undefined);
  } catch (error) {
    log.debug(`Recent instances of ${app.root} are not known: ${messageOf(error)}`);
  }
}

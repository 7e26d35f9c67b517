import * as vscode from "vscode";
import type { DisposableStore } from "../base/disposable";
import type { Command } from "../contributions/commands";
import { logChannelName } from "../contributions/identity";
import { systemClock } from "../node/clock";
import { nodeFiles } from "../node/files";
import { Apps } from "./apps/apps";
import { Connections } from "./apps/connections";
import { readApp } from "./apps/readApp";
import { forgetConnectionString, setConnectionString } from "./commands/connectionStrings";
import { debugHistoryFile } from "./commands/debugHistoryFile";
import { debugReplay } from "./commands/debugReplay";
import type { CommandHandler } from "./commands/registry";
import { openHub } from "./instances/openHub";
import { RecentInstances } from "./instances/recentInstances";
import type { Services } from "./services";

/** Makes what everything else shares. Nothing is read or asked yet. */
export function composeServices(context: vscode.ExtensionContext, store: DisposableStore): Services {
  const log = store.add(vscode.window.createOutputChannel(logChannelName, { log: true }));
  const connections = new Connections(context.secrets);
  const apps = store.add(new Apps(nodeFiles, (root) => readApp(root, nodeFiles, connections, log)));
  store.add(context.secrets.onDidChange(() => apps.forgetAll()));
  const recent = new RecentInstances(async (root, source) => openHub(await apps.open(root), source), systemClock);
  return { log, clock: systemClock, apps, connections, recent };
}

/** What each command of the manifest does. */
export function composeCommands(services: Services): Record<Command, CommandHandler> {
  return {
    debugReplay: (argument) => debugReplay(argument, services),
    debugHistoryFile: (argument) => debugHistoryFile(argument, services),
    setConnectionString: () => setConnectionString(services),
    forgetConnectionString: () => forgetConnectionString(services),
    showLog: () => services.log.show(),
  };
}

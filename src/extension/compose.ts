import * as vscode from "vscode";
import type { DisposableStore } from "../base/disposable";
import type { Command } from "../contributions/commands";
import { logChannelName } from "../contributions/identity";
import { Apps } from "./apps/apps";
import { Connections } from "./apps/connections";
import { readApp } from "./apps/readApp";
import { forgetConnectionString, setConnectionString } from "./commands/connectionStrings";
import { debugHistoryFile } from "./commands/debugHistoryFile";
import { debugReplay } from "./commands/debugReplay";
import type { CommandHandler } from "./commands/registry";
import { EditorFiles } from "./editorFiles";
import { openHub } from "./instances/openHub";
import { RecentInstances } from "./instances/recentInstances";
import type { Services } from "./services";

/** Makes what everything else shares. Nothing is read or asked yet. */
export function composeServices(context: vscode.ExtensionContext, store: DisposableStore): Services {
  const log = store.add(vscode.window.createOutputChannel(logChannelName, { log: true }));
  const clock = { now: () => Date.now() };
  const files = new EditorFiles();
  const apps = store.add(new Apps(files, (root) => readApp(root, files)));
  const connections = new Connections(context.secrets);
  const recent = new RecentInstances((root, source) => openHub(root, source, apps, connections), clock);
  return { log, clock, files, apps, connections, recent };
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

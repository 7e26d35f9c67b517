import * as vscode from "vscode";
import type { DisposableStore } from "../base/disposable";
import type { Command } from "../contributions/commands";
import { logChannelName, walkthroughId } from "../contributions/identity";
import { systemClock } from "../node/clock";
import { nodeFiles } from "../node/files";
import { Apps, type FollowedCode } from "./apps/apps";
import { Connections } from "./apps/connections";
import { readApp } from "./apps/readApp";
import { addConnection, connectAzurite } from "./commands/addConnection";
import { checkSetup } from "./commands/checkSetup";
import { forgetConnectionString, setConnectionString } from "./commands/connectionStrings";
import { debugHistoryFile } from "./commands/debugHistoryFile";
import { debugReplay } from "./commands/debugReplay";
import {
  copyInstanceId,
  debugInstance,
  loadMoreInstances,
  removeFromInstances,
  showInstancesError,
} from "./commands/instances";
import { openHistoryFile } from "./commands/openHistoryFile";
import type { CommandHandler } from "./commands/registry";
import { showFunctionGraph } from "./commands/showFunctionGraph";
import { replaySample, resetSample, saveSampleProject } from "./commands/sample";
import { saveHistory } from "./commands/saveHistory";
import { startAzurite } from "./commands/startAzurite";
import { Linting } from "./diagnostics/linting";
import { openRulePage } from "./diagnostics/rulePages";
import { AppGraphs } from "./functionGraph/appGraphs";
import { GraphPanels } from "./functionGraph/graphPanels";
import { FunctionsView } from "./functionsView/functionsView";
import { openHub } from "./instances/openHub";
import { RecentInstances } from "./instances/recentInstances";
import { findSources, otherHubs } from "./instancesView/findSources";
import { InstancesTree } from "./instancesView/instancesTree";
import { InstancesView } from "./instancesView/instancesView";
import { ViewMemory } from "./instancesView/viewMemory";
import { registerNames } from "./names/registerNames";
import { SampleFolder } from "./sample/sampleFolder";
import type { Services } from "./services";
import { SetupReports } from "./setup/setupReports";

/** The Instances view and what belongs to it. */
export interface Instances {
  readonly sample: SampleFolder;
  readonly memory: ViewMemory;
  readonly tree: InstancesTree;
  readonly view: InstancesView;
}

/** Makes what everything else shares. Nothing is read or asked yet. */
export function composeServices(context: vscode.ExtensionContext, store: DisposableStore): Services {
  const log = store.add(vscode.window.createOutputChannel(logChannelName, { log: true }));
  const connections = new Connections(context.secrets);
  const apps = store.add(new Apps(nodeFiles, (root) => readApp(root, nodeFiles, connections, log)));
  store.add(context.secrets.onDidChange(() => apps.forgetAll()));
  const recent = new RecentInstances(async (root, source) => openHub(await apps.open(root), source), systemClock);
  return { log, clock: systemClock, apps, connections, recent };
}

/** Makes the Instances view; it asks storage once it is seen. */
export function composeInstances(
  context: vscode.ExtensionContext,
  services: Services,
  store: DisposableStore,
): Instances {
  const origin = vscode.Uri.joinPath(context.extensionUri, "dist", "sample").fsPath;
  const sample = new SampleFolder(origin, context.globalStorageUri.fsPath);
  const memory = new ViewMemory(context.workspaceState);
  const tree = new InstancesTree({
    clock: systemClock,
    log: services.log,
    find: () => findSources({ services, sample, memory }),
    otherHubs: (root, signal) => otherHubs(root, services, signal),
  });
  store.add(
    tree.onDidList(({ source, instances }) => {
      const isOwn = source.launch.hub === undefined && source.launch.connection === undefined;
      const list = instances?.groups.flatMap((group) => group.instances.map(({ instance }) => instance)) ?? [];
      if (source.kind === "hub" && isOwn && source.root !== undefined) services.recent.learn(source.root, list);
    }),
  );
  return { sample, memory, tree, view: store.add(new InstancesView(tree, services)) };
}

/** What looks at code and configuration without running anything. */
export interface Checks {
  readonly linting: Linting;
  readonly setup: SetupReports;
}

/** Makes the checks; nothing is looked at yet. */
export function composeChecks(context: vscode.ExtensionContext, services: Services, store: DisposableStore): Checks {
  const linting = store.add(new Linting(context.extensionUri, services));
  registerNames(linting.client, services, store);
  services.apps.index = followedBy(linting);
  return { linting, setup: store.add(new SetupReports(context.extensionUri, services)) };
}

function followedBy({ begun, client }: Linting): FollowedCode {
  return {
    orchestratorsIn: async (root, file) => {
      await begun;
      return (await client.ask("orchestrators", { root, file })) ?? [];
    },
    registered: async (root, sources) => (await client.ask("registered", { root, ...(sources && { sources }) })) ?? [],
  };
}

/** What shows the functions of the workspace's apps: the view in the activity bar, and pictures. */
export interface Functions {
  readonly panels: GraphPanels;
}

/** Makes the Functions view and the pictures; they show what the check reads. */
export function composeFunctions(
  context: vscode.ExtensionContext,
  { apps }: Services,
  { linting }: Checks,
  store: DisposableStore,
): Functions {
  const graphs = store.add(new AppGraphs({ client: linting.client, begun: linting.begun, roots: () => apps.roots() }));
  store.add(new FunctionsView(graphs));
  return { panels: store.add(new GraphPanels(context.extensionUri, graphs)) };
}

/** What each command of the manifest does. */
export function composeCommands(
  { extensionUri }: vscode.ExtensionContext,
  services: Services,
  instances: Instances,
  { linting, setup }: Checks,
  functions: Functions,
): Record<Command, CommandHandler> {
  const { tree, view, memory } = instances;
  return {
    replaySample: () => replaySample(instances),
    resetSample: () => resetSample(instances),
    saveSampleProject: () => saveSampleProject(instances),
    getStarted: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthroughId, false),
    extractActivity: async (argument) => {
      const { extractActivity } = await import("./commands/extractActivity");
      await extractActivity(argument, services, linting.client);
    },
    newFunction: async (argument) => {
      const { newFunction } = await import("./commands/newFunction");
      await newFunction(argument, services, linting.client);
    },
    debugReplay: (argument) => debugReplay(argument, services),
    debugHistoryFile: (argument) => debugHistoryFile(argument, services),
    debugInstance: (argument) => debugInstance(argument, services),
    saveHistory: (argument) => saveHistory(argument, services),
    copyInstanceId: (argument) => copyInstanceId(argument),
    loadMoreInstances: (argument) => loadMoreInstances(argument, tree),
    refreshInstances: () => tree.refresh(),
    stopLoadingInstances: () => tree.stop(),
    showInstancesError: (argument) => showInstancesError(argument, services),
    addConnection: () => addConnection({ services, tree, view }),
    connectAzurite: () => connectAzurite({ services, tree, view }),
    startAzurite: () => startAzurite(services),
    openHistoryFile: () => openHistoryFile(tree, view, memory),
    removeFromInstances: (argument) => removeFromInstances(argument, tree),
    setConnectionString: () => setConnectionString(services),
    forgetConnectionString: () => forgetConnectionString(services),
    showFunctionGraph: () => showFunctionGraph(services, functions.panels),
    checkSetup: () => checkSetup(services, setup),
    showLeftOut: () => linting.showLeftOut(),
    openRulePage: (argument) => openRulePage(extensionUri, argument),
    showLog: () => services.log.show(),
  };
}

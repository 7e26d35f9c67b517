import * as vscode from "vscode";
import { DisposableStore } from "../base/disposable";
import { commandId } from "../contributions/commands";
import { debugType } from "../contributions/identity";
import { SpareChild } from "../runner/spareChild";
import { followEditors } from "./apps/orchestratorFiles";
import { FreshBuild } from "./builds/freshBuild";
import { OrchestratorLenses, orchestratorSelector } from "./codeLens/orchestratorLenses";
import { registerCommands } from "./commands/registry";
import { composeChecks, composeCommands, composeFunctions, composeInstances, composeServices } from "./compose";
import { setContextKey } from "./contextKeys";
import { AdapterFactory } from "./debug/adapterFactory";
import { ConfigurationProvider } from "./debug/configurationProvider";
import { HeadStart } from "./debug/headStart";
import { initialConfigurations, recentConfigurations } from "./debug/offeredConfigurations";
import { makeReplayAdapter, openWith } from "./debug/replayAdapter";
import { showDebugViewAtFirstStop } from "./debug/showDebugView";
import { replayInSampleWindow } from "./sample/sampleWindow";
import type { Checks, Instances } from "./compose";
import type { Services } from "./services";
import { forgetWhenUninstalled } from "./uninstall/forgetWhenUninstalled";

/**
 * Registers what the manifest announces; the code behind storage, projects and debugging loads on first use. Nothing is
 * waited for here: an answer of the window takes longer than everything else while it is being opened.
 */
export function activate(context: vscode.ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const services = composeServices(context, store);
  const instances = composeInstances(context, services, store);
  const checks = composeChecks(context, services, store);
  const functions = composeFunctions(context, services, checks, store);
  registerCommands(composeCommands(context, services, instances, checks, functions), services.log, store);
  registerDebugging(services, store);
  const lenses = store.add(new OrchestratorLenses(services));
  store.add(vscode.languages.registerCodeLensProvider(orchestratorSelector, lenses));
  void setContextKey("isActive", true);
  const begun = setImmediate(() => begin(context, { services, instances, checks }, store));
  store.add({ dispose: () => clearImmediate(begun) });
}

interface Parts {
  readonly services: Services;
  readonly instances: Instances;
  readonly checks: Checks;
}

/** What looks at the workspace and the disk: after others have had their turn to activate. */
function begin(context: vscode.ExtensionContext, { services, instances, checks }: Parts, store: DisposableStore): void {
  const tellMenus = async () => setContextKey("isProject", (await services.apps.roots()).length > 0);
  store.add(services.apps.onDidChange(() => void tellMenus()));
  void tellMenus();
  store.add(followEditors(services));
  void checks.linting.update();
  store.add(forgetWhenUninstalled(context.extensionPath, services));
  const replay = () => vscode.commands.executeCommand(commandId("replaySample"));
  void replayInSampleWindow(instances.sample, replay).then((waiting) => store.add(waiting));
}

function registerDebugging(services: Services, store: DisposableStore): void {
  const { Initial, Dynamic } = vscode.DebugConfigurationProviderTriggerKind;
  const provide = (provider: vscode.DebugConfigurationProvider, kind: vscode.DebugConfigurationProviderTriggerKind) =>
    store.add(vscode.debug.registerDebugConfigurationProvider(debugType, provider, kind));
  const spareChild = store.add(new SpareChild());
  const headStart = store.add(new HeadStart(openWith(services, spareChild)));
  const provider = new ConfigurationProvider(services, headStart, new FreshBuild(services));
  store.add(vscode.debug.registerDebugConfigurationProvider(debugType, provider));
  provide(initialConfigurations(services), Initial);
  provide(recentConfigurations(services), Dynamic);
  const factory = new AdapterFactory(makeReplayAdapter(services, headStart), services.log);
  store.add(vscode.debug.registerDebugAdapterDescriptorFactory(debugType, factory));
  store.add(showDebugViewAtFirstStop(services.log));
}

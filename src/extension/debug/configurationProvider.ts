import * as path from "node:path";
import * as vscode from "vscode";
import { initialConfiguration } from "../../contributions/debuggers";
import { debugType, historyFileSuffix } from "../../contributions/identity";
import type { LaunchArguments } from "../../contributions/launchArguments";
import { parseLaunchArguments } from "../../contributions/launchArguments";
import { pickApp } from "../apps/pickApp";
import type { FreshBuild } from "../builds/freshBuild";
import { reportError } from "../report";
import type { Services } from "../services";
import { readSetting } from "../settings";
import { checkTrust } from "../trust";
import { chooseInstance } from "./chooseInstance";
import type { HeadStart } from "./headStart";
import { replayName } from "./replayName";

type Configuration = vscode.DebugConfiguration & LaunchArguments;
type Complete = Configuration & { readonly appRoot: string };

/** F5 without launch.json, entries of launch.json, and our own commands all pass here before a session starts. */
export class ConfigurationProvider implements vscode.DebugConfigurationProvider {
  private readonly services: Services;
  private readonly headStart: HeadStart;
  private readonly freshBuild: Pick<FreshBuild, "ensure">;

  constructor(services: Services, headStart: HeadStart, freshBuild: Pick<FreshBuild, "ensure">) {
    this.services = services;
    this.headStart = headStart;
    this.freshBuild = freshBuild;
  }

  /** F5 without launch.json comes with an empty configuration. */
  resolveDebugConfiguration(_: unknown, configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
    return "type" in configuration ? configuration : { ...initialConfiguration };
  }

  /** Completes what launch.json left open: app, instance, name. Undefined when the user picks nothing. */
  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    if (!checkTrust()) return undefined;
    try {
      const complete = await this.complete(folder, configuration);
      // A task that runs first, such as a build, may change what is to be read.
      if (!("preLaunchTask" in complete)) await this.begin(complete, folder);
      return complete;
    } catch (error) {
      reportError(error, this.services.log);
      return undefined;
    }
  }

  /** Begins with the build that there is, and again when another one is made. */
  private async begin(complete: Complete, folder: vscode.WorkspaceFolder | undefined): Promise<void> {
    const begin = () => this.headStart.begin(parseLaunchArguments(complete).value, folder?.uri.fsPath);
    begin();
    try {
      if (await this.freshBuild.ensure(complete.appRoot)) begin();
    } catch (error) {
      this.headStart.dispose();
      throw error;
    }
  }

  private async complete(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<Complete> {
    const launch = parseLaunchArguments(configuration).value;
    const what = { ...launch, ...whatIsOpen(launch) };
    const appRoot = what.appRoot ?? (await pickApp(this.services.apps, what.history ?? nearestPlace(folder)));
    const chosen: LaunchArguments = { ...what, appRoot, ...(await this.missingInstance(what, appRoot)) };
    return {
      ...withSettings(configuration, appRoot),
      ...chosen,
      appRoot,
      name: await replayName(chosen),
    };
  }

  private async missingInstance(launch: LaunchArguments, root: string): Promise<LaunchArguments> {
    if (launch.instanceId !== undefined || launch.history !== undefined) return {};
    const { orchestrator, hub, connection } = launch;
    return {
      instanceId: await chooseInstance({ root, orchestrator, hub, connection, file: openFile() }, this.services),
    };
  }
}

/** F5 on an open history file replays that file. */
function whatIsOpen(launch: LaunchArguments): LaunchArguments {
  const file = openFile();
  const isAsked = launch.instanceId === undefined && launch.history === undefined && launch.orchestrator === undefined;
  return isAsked && file?.endsWith(historyFileSuffix) ? { history: file } : {};
}

function openFile(): string | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const file =
    vscode.window.activeTextEditor?.document.uri ?? (tab instanceof vscode.TabInputText ? tab.uri : undefined);
  return file?.scheme === "file" || file?.scheme === "vscode-remote" ? file.fsPath : undefined;
}

function nearestPlace(folder: vscode.WorkspaceFolder | undefined): string | undefined {
  const file = openFile();
  return file === undefined ? folder?.uri.fsPath : path.dirname(file);
}

/** Settings stand where launch.json says nothing; the others are read when the session finds its Node. */
function withSettings(configuration: Configuration, appRoot: string): Configuration {
  const scope = vscode.Uri.file(appRoot);
  return {
    ...configuration,
    type: debugType,
    timeoutMs: configuration.timeoutMs ?? readSetting("replay.timeoutMs", scope),
    trace: configuration.trace ?? readSetting("trace", scope),
  };
}

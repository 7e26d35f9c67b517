import * as path from "node:path";
import * as vscode from "vscode";
import type { LaunchArguments } from "../../contributions/launchArguments";
import type { ReplayServices } from "../../debugger/services";
import type { ReplayDebugSession } from "../../debugger/session";
import type { SpareChild } from "../../runner/spareChild";
import type { Services } from "../services";
import { readSetting } from "../settings";
import type { MakeAdapter } from "./adapterFactory";
import type { HeadStart, OpenReplay } from "./headStart";

/**
 * Opens replays on the services of the editor, each with a child of its own that starts at once, or was started when the
 * replay before it ended.
 */
export function openWith(services: Services, spare: SpareChild): OpenReplay {
  return async (launch, workspaceFolder, signal) => {
    const [{ ReplaySession }, { prepareReplay }, { replayPorts }, { startChild }] = await Promise.all([
      import("../../debugger/replaySession"),
      import("../../runner/prepareReplay"),
      import("./replayPorts"),
      import("../../runner/childProcess"),
    ]);
    const folder = workspaceFolder ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const root = rootOf(launch, folder);
    const { log } = services;
    const timeoutMs = readSetting("replay.timeoutMs", folder === undefined ? undefined : vscode.Uri.file(folder));
    const prepare: ReplayServices["prepare"] = (_, early) =>
      prepareReplay(launch, replayPorts(services, root), root, {
        ...early,
        start: (options) => {
          signal.addEventListener("abort", () => spare.keep(options, startChild), { once: true });
          return spare.take(options, startChild);
        },
      });
    return ReplaySession.open(launch, { prepare, timeoutMs, log }, signal);
  };
}

/** The debug adapter on the services of the editor; its code is loaded with the first session. */
export function makeReplayAdapter({ log }: Services, headStart: HeadStart): MakeAdapter {
  return async ({ workspaceFolder }) => {
    const { ReplayDebugSession } = await import("../../debugger/session");
    const session = new ReplayDebugSession({
      open: (launch, signal) => headStart.take(launch, workspaceFolder?.uri.fsPath, signal),
      log,
    });
    return new InlineAdapter(session);
  };
}

/** Folder whose settings count, and from which relative paths start. */
function rootOf({ appRoot, history }: LaunchArguments, folder: string | undefined): string {
  if (appRoot !== undefined && path.isAbsolute(appRoot)) return appRoot;
  return folder ?? (history === undefined ? process.cwd() : path.dirname(history));
}

class InlineAdapter extends vscode.Disposable implements vscode.DebugAdapter {
  readonly onDidSendMessage: vscode.Event<vscode.DebugProtocolMessage>;
  readonly handleMessage: (message: vscode.DebugProtocolMessage) => void;

  constructor(session: ReplayDebugSession) {
    super(() => session.dispose());
    const messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
    session.onDidSendMessage((message) => messages.fire(message));
    this.onDidSendMessage = messages.event;
    this.handleMessage = (message) => session.handleMessage(message as Parameters<typeof session.handleMessage>[0]);
  }
}

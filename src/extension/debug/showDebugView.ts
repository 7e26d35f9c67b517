import * as vscode from "vscode";
import { messageOf } from "../../base/errors";
import type { Log } from "../../base/ports";
import { debugType } from "../../contributions/identity";

/** Opens a view of Run and Debug, and with it the whole of it; without the focus, when told so. */
const showCallStack = "workbench.debug.action.focusCallStackView";

/**
 * Opens Run and Debug at the first stop of a replay, as the setting `debug.openDebug` asks for by default. The editor does
 * so only at breakpoints, and the first stop of a replay is mostly an entry, a failure, a divergence or a wait.
 */
export function showDebugViewAtFirstStop(log: Log): vscode.Disposable {
  const tell = (error: unknown) => log.warn(`Run and Debug does not open: ${messageOf(error)}`);
  return vscode.debug.registerDebugAdapterTrackerFactory(debugType, {
    createDebugAdapterTracker: () => firstStopTracker(() => void show().then(undefined, tell)),
  });
}

/** Calls `onFirstStop` once, when the adapter tells of its first stop. */
function firstStopTracker(onFirstStop: () => void): vscode.DebugAdapterTracker {
  let isPast = false;
  return {
    onDidSendMessage: (message: { readonly type?: unknown; readonly event?: unknown }) => {
      if (isPast || message.type !== "event" || message.event !== "stopped") return;
      isPast = true;
      onFirstStop();
    },
  };
}

/** The focus stays in the editor. */
function show(): Thenable<unknown> {
  const wish = vscode.workspace.getConfiguration("debug").get<string>("openDebug");
  if (wish !== "openOnDebugBreak") return Promise.resolve();
  return vscode.commands.executeCommand(showCallStack, { preserveFocus: true });
}

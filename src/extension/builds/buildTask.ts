import * as path from "node:path";
import * as vscode from "vscode";
import { isBelow } from "../../base/paths";
import { Cancelled } from "../progress";

const source = "Durable Functions";

/** Builds an app in a terminal of the editor's tasks. The exit code; undefined when the user ended it there. */
export async function runBuild(command: string, root: string, signal: AbortSignal): Promise<number | undefined> {
  const name = `build ${path.basename(root)}`;
  const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(root)) ?? vscode.TaskScope.Global;
  const task = new vscode.Task(
    { type: "shell" },
    scope,
    name,
    source,
    new vscode.ShellExecution(command, { cwd: root }),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true, showReuseMessage: false };
  let listener: vscode.Disposable | undefined;
  const ended = new Promise<number | undefined>((resolve) => {
    listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.source === source && execution.task.name === name) resolve(exitCode);
    });
  });
  try {
    const execution = await vscode.tasks.executeTask(task);
    signal.addEventListener("abort", () => execution.terminate(), { once: true });
    const code = await ended;
    if (signal.aborted) throw new Cancelled();
    return code;
  } finally {
    listener?.dispose();
  }
}

/** Runs a command that the user asked for, in a terminal that they see. */
export async function runInTerminal(name: string, command: string, folder: string): Promise<void> {
  const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) ?? vscode.TaskScope.Global;
  const execution = new vscode.ShellExecution(command, { cwd: folder });
  await vscode.tasks.executeTask(new vscode.Task({ type: "shell" }, scope, name, source, execution));
}

/** Whether a task builds as files change: building beside it would do it twice. */
export function isWatched(root: string): boolean {
  return vscode.tasks.taskExecutions.some(({ task }) => {
    const scope = typeof task.scope === "object" ? task.scope.uri.fsPath : root;
    const isElsewhere = scope !== root && !isBelow(root, scope);
    return !isElsewhere && /\bwatch\b/i.test(`${task.name} ${String(task.definition["script"] ?? "")}`);
  });
}

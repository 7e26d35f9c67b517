import * as vscode from "vscode";

/** Work that is done sooner than this shows no progress, in ms. */
const patience = 1_000;

/**
 * Runs `work`; when it takes more than a second, a notification shows `title` and can cancel it. A cancelled run throws
 * `Cancelled`.
 */
export async function withPatience<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const result = work(controller.signal);
  const timer = setTimeout(() => void showProgress(title, result, controller), patience);
  try {
    return await result;
  } catch (error) {
    throw controller.signal.aborted ? new Cancelled() : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The user changed their mind: nothing to report. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  override readonly message = "Cancelled.";
}

/** An abort signal that follows a token of the editor. */
export function signalOf(token: vscode.CancellationToken | undefined): AbortSignal {
  const controller = new AbortController();
  if (token?.isCancellationRequested) controller.abort();
  token?.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

async function showProgress(title: string, result: Promise<unknown>, controller: AbortController): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (_, token) => {
    token.onCancellationRequested(() => controller.abort());
    await result.catch(() => undefined);
  });
}

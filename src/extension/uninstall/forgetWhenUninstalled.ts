import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../../base/errors";
import type { Disposable } from "../../base/disposable";
import type { Services } from "../services";
import { isUninstalled, obsoleteFile } from "./uninstalled";

/**
 * Deletes the pasted connection strings when the extension is uninstalled: the editor keeps secrets for ever, and asks
 * nobody once the extension is gone.
 */
export function forgetWhenUninstalled(extensionFolder: string, { connections, log }: Services): Disposable {
  const forget = async () => {
    if (!(await isUninstalled(extensionFolder))) return;
    await connections.forgetAll();
    log.info("The toolkit was uninstalled: its connection strings are forgotten.");
  };
  const tell = (error: unknown) => log.warn(`Connection strings may be left: ${messageOf(error)}`);
  try {
    const watcher = fs.watch(path.dirname(extensionFolder), { persistent: false }, (_event, name) => {
      if (name === null || name === obsoleteFile) forget().catch(tell);
    });
    watcher.on("error", tell);
    return { dispose: () => watcher.close() };
  } catch (error) {
    tell(error);
    return { dispose: () => undefined };
  }
}

import * as path from "node:path";
import { pickApp } from "../apps/pickApp";
import { chooseInstance } from "../debug/chooseInstance";
import { startReplay } from "../debug/startReplay";
import type { Services } from "../services";
import { checkTrust } from "../trust";
import { fileOf, targetOf } from "./target";

/** Debug Replay…: of the lens's instance, or of one picked among the recent ones of the file's orchestrator. */
export async function debugReplay(argument: unknown, services: Services): Promise<void> {
  if (!checkTrust()) return;
  const target = targetOf(argument);
  const file = fileOf(argument);
  const root = target?.root ?? (await pickApp(services.apps, file === undefined ? undefined : path.dirname(file)));
  const instanceId =
    target?.instanceId ?? (await chooseInstance({ root, orchestrator: target?.orchestrator, file }, services));
  await startReplay(root, { instanceId });
}

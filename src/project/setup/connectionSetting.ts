import { didYouMean } from "../../base/nearNames";
import { findConnection } from "../connections";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "connection-setting";

/** Connections that host.json names and nobody sets. */
export function connectionSetting({ app, host, localSettings }: SetupFacts): readonly SetupFinding[] {
  const { backend, connectionName } = app.durable;
  if (backend !== "azureStorage") return [];
  const written = ["connectionName", "connectionStringName"].map((name) => [
    "extensions",
    "durableTask",
    "storageProvider",
    name,
  ]);
  const named = written.map((path) => host.member(...path)).find((member) => member !== undefined);
  if (/[=;]/.test(connectionName)) {
    const message =
      "A connection string stands where the name of a setting belongs, and so does its key. Put it into Values of local.settings.json, and name that setting here.";
    return [{ rule, severity: "error", message, place: named?.place ?? host.place() }];
  }
  const found = findConnection(app.settings, connectionName);
  if (found.kind !== "missing" || app.settings.isEncrypted) return [];
  const message = found.isEmpty
    ? `The setting ${found.setting} for the task hub's storage is empty. Set it in Values of local.settings.json: UseDevelopmentStorage=true is Azurite.`
    : `There is no setting ${found.setting} for the task hub's storage.${didYouMean(found.setting, app.settings.names())} Add it to Values in local.settings.json: UseDevelopmentStorage=true is Azurite.`;
  const place = named?.place ?? (localSettings ?? host).place(["Values"]);
  return [{ rule, severity: "warning", message, place, isAboutAbsentSetting: true }];
}

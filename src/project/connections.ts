import { ToolkitError } from "../base/errors";
import { didYouMean } from "../base/nearNames";
import type { Setting, Settings } from "./settings";

/** What stands behind the name of a connection. */
export type ConnectionSetting =
  | { readonly kind: "connectionString"; readonly setting: Setting }
  | { readonly kind: "identity"; readonly setting: string }
  | { readonly kind: "missing"; readonly setting: string; readonly isEmpty: boolean };

/** Members of a section that signs in by identity (AzureStorageAccountOptions.cs). */
const identityMembers = ["accountName", "tableServiceUri", "blobServiceUri", "queueServiceUri"];

/**
 * Looks a connection up as the host does: `AzureWebJobs` + name, then the name itself; a value, else a section
 * (WebJobsConnectionInfoProvider.cs:28-56).
 */
export function findConnection(settings: Settings, name: string): ConnectionSetting {
  const names = [`AzureWebJobs${name}`, name];
  for (const candidate of names) {
    const setting = settings.get(candidate);
    if (setting && setting.value.reveal() !== "") return { kind: "connectionString", setting };
  }
  const section = names.find((candidate) =>
    identityMembers.some((member) => settings.get(`${candidate}__${member}`) ?? settings.get(`${candidate}:${member}`)),
  );
  if (section !== undefined) return { kind: "identity", setting: section };
  const empty = names.find((candidate) => settings.get(candidate));
  const setting = empty ?? (name === "Storage" ? "AzureWebJobsStorage" : name);
  return { kind: "missing", setting, isEmpty: empty !== undefined };
}

/** The connection string of a name, or an error that says what to set. */
export function connectionString(settings: Settings, name: string): Setting {
  const found = findConnection(settings, name);
  if (found.kind === "connectionString") return found.setting;
  if (found.kind === "identity") {
    const text = `The connection ${found.setting} signs in by identity (${found.setting}__…), which is not supported yet. Put a connection string into another setting and name that with --connection or the attribute "connection".`;
    throw new ToolkitError("connection-missing", text);
  }
  if (settings.isEncrypted) {
    const text = `local.settings.json is encrypted, so the connection ${found.setting} cannot be read. Run \`func settings decrypt\` in the app's folder, or set ${found.setting} in the environment.`;
    throw new ToolkitError("connection-missing", text);
  }
  if (found.isEmpty) {
    const text = `The setting ${found.setting} is empty. Set it in Values of local.settings.json (UseDevelopmentStorage=true for Azurite), or in the environment.`;
    throw new ToolkitError("connection-missing", text);
  }
  const text = `There is no setting ${found.setting} with a connection string.${meant(found.setting, settings)} Add it to Values in local.settings.json (UseDevelopmentStorage=true for Azurite), or set it in the environment.`;
  throw new ToolkitError("connection-missing", text);
}

/** The nearest of the project's settings; else those that hold a connection string, as far as they are few. */
function meant(setting: string, settings: Settings): string {
  const names = settings.connectionNames();
  const near = didYouMean(setting, [...settings.names(), ...names]);
  if (near || names.length === 0 || names.length > mostNamed) return near;
  return ` Settings with one: ${names.join(", ")}.`;
}

const mostNamed = 5;

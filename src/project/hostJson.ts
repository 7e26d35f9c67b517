import type { Problem } from "../base/parsed";
import { memberOf, textMember, type JsonObject } from "./jsonFile";
import { didYouMean } from "../base/nearNames";
import type { Settings } from "./settings";

export type Backend = "azureStorage" | "azureManaged" | "mssql" | "netherite" | "other";

/** What host.json says about durable functions, names resolved (replay.md A1). */
export interface DurableSettings {
  readonly hub: HubName;
  readonly backend: Backend;
  /** Name of the connection as host.json has it; `Storage` by default. */
  readonly connectionName: string;
  readonly trackingStore?: { readonly connectionName: string; readonly prefix: string };
}

export interface HubName {
  readonly name: string;
  /** Where it comes from, e.g. `host.json` or `default`. */
  readonly source: string;
  readonly isValid: boolean;
}

/** DurableTaskOptions.cs:40-53. */
const defaultHub = "TestHubName";
const hubVariable = "AzureFunctionsJobHost__extensions__durableTask__hubName";

/** Reads the section of the durable extension. */
export function readDurableSettings(
  hostJson: JsonObject,
  settings: Settings,
  hostFile: string,
  problems: Problem[],
): DurableSettings {
  const section = durableSection(hostJson);
  const storage = memberOf(section, "storageProvider");
  const connectionName =
    textMember(storage, "connectionName") ??
    textMember(storage, "connectionStringName") ??
    textMember(section, "azureStorageConnectionStringName");
  const tracking =
    textMember(storage, "trackingStoreConnectionName") ?? textMember(storage, "trackingStoreConnectionStringName");
  return {
    hub: hubName(section, settings, hostFile, problems),
    backend: backendOf(textMember(storage, "type")),
    connectionName: connectionName ?? "Storage",
    ...(tracking !== undefined && {
      trackingStore: {
        connectionName: tracking,
        prefix: textMember(storage, "trackingStoreNamePrefix") ?? "DurableTask",
      },
    }),
  };
}

/** What the host binds: a block outside of `extensions` only without a version, as host 1 has it. */
function durableSection(hostJson: JsonObject): unknown {
  const section = memberOf(hostJson, "extensions", "durableTask");
  return section === undefined && memberOf(hostJson, "version") === undefined
    ? memberOf(hostJson, "durableTask")
    : section;
}

/** True for a name that the engine takes: 3 to 50 letters and digits, a letter first (AzureStorageOptions.cs:199-217). */
export function isValidHubName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{2,49}$/.test(name);
}

/** A default name as the extension makes it fit (AzureStorageOptions.cs:224-258). */
export function sanitiseHubName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9]/g, "");
  if (plain === "") return "DefaultTaskHub";
  const led = /^[0-9]/.test(plain) ? `t${plain}` : plain;
  const cut = led.slice(0, 45);
  return cut.length < 3 ? `${cut}Hub` : cut;
}

/** The app's own environment over host.json; the extension writes a name without one into the default. */
function hubName(section: unknown, settings: Settings, hostFile: string, problems: Problem[]): HubName {
  const override = settings.get(hubVariable);
  const explicit = override?.value.reveal() ?? textMember(section, "hubName");
  if (explicit !== undefined && explicit !== "") {
    const source = override ? hubVariable : "host.json";
    return explicitHub(explicit, source, settings, hostFile, problems);
  }
  const site = settings.get("WEBSITE_SITE_NAME")?.value.reveal();
  return { name: sanitiseHubName(site ?? defaultHub), source: site ? "WEBSITE_SITE_NAME" : "default", isValid: true };
}

function explicitHub(text: string, source: string, settings: Settings, hostFile: string, problems: Problem[]): HubName {
  const missing: string[] = [];
  const name = text.replace(/%([^%]+)%/g, (whole, setting: string) => {
    const value = settings.get(setting)?.value.reveal();
    if (value === undefined) missing.push(setting);
    return value ?? whole;
  });
  const isValid = isValidHubName(name);
  if (missing.length) problems.push(hubSettingMissing(text, missing, settings, hostFile));
  else if (!isValid) problems.push(hubInvalid(text, hostFile));
  return { name, source: name === text ? source : `${source}, setting ${text.replaceAll("%", "")}`, isValid };
}

function backendOf(type: string | undefined): Backend {
  const known: Record<string, Backend> = {
    azurestorage: "azureStorage",
    azuremanaged: "azureManaged",
    mssql: "mssql",
    netherite: "netherite",
  };
  return type === undefined ? "azureStorage" : (known[type.toLowerCase()] ?? "other");
}

function hubSettingMissing(text: string, missing: readonly string[], settings: Settings, place: string): Problem {
  const names = missing.join(", ");
  const message = `The task hub is named ${text}, but there is no setting ${names}.${didYouMean(missing[0] ?? "", settings.names())} Add it to local.settings.json, or name the hub with --hub or the attribute "hub".`;
  return { code: "hub-setting-missing", severity: "error", message, place };
}

function hubInvalid(text: string, place: string): Problem {
  const message = `"${text}" is no name for a task hub: 3 to 50 letters and digits, a letter first. The extension refuses it too.`;
  return { code: "hub-name-invalid", severity: "error", message, place };
}

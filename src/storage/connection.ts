import { ToolkitError } from "../base/errors";
import { Secret } from "../base/secret";

/** An account that holds task hubs, ready to be opened. */
export interface StorageConnection {
  readonly account: string;
  /** Without a slash at the end, e.g. `https://contoso.table.core.windows.net`. */
  readonly tableEndpoint: string;
  readonly blobEndpoint: string;
  readonly credential: { readonly kind: "key" | "sas"; readonly value: Secret };
  /** True for the emulator: other words in messages, plain HTTP allowed. */
  readonly isAzurite: boolean;
  /** The setting it came from, for messages. */
  readonly setting: string;
}

/** Public name and key of the storage emulator (learn.microsoft.com/azure/storage/common/storage-use-azurite). */
const emulator = {
  account: "devstoreaccount1",
  key: "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
  blobPort: 10000,
  tablePort: 10002,
};

/** Names of connection string parts, whatever their case. */
type Parts = ReadonlyMap<string, string>;

/**
 * Reads an Azure Storage connection string: account key or shared access signature, explicit endpoints, or
 * `UseDevelopmentStorage=true`. `setting` names the setting it stands in. Throws `connection-invalid`; the text never
 * holds any part of the value.
 */
export function parseConnectionString(text: Secret, setting: string): StorageConnection {
  const value = text.reveal().trim();
  if (!value) throw invalid(setting, "is empty");
  if (value.startsWith("@Microsoft.KeyVault(")) {
    throw invalid(setting, "refers to Key Vault, which only Azure itself resolves");
  }
  const parts = partsOf(value, setting);
  return parts.get("usedevelopmentstorage")?.toLowerCase() === "true"
    ? emulatorConnection(parts, setting)
    : accountConnection(parts, setting);
}

/** Words for messages, e.g. `Azurite (127.0.0.1:10002)` or `storage account contoso`. */
export function describeConnection(connection: StorageConnection): string {
  return connection.isAzurite
    ? `Azurite (${hostOf(connection.tableEndpoint)})`
    : `storage account ${connection.account}`;
}

/** Host and port of an endpoint. */
export function hostOf(endpoint: string): string {
  return new URL(endpoint).host;
}

function partsOf(value: string, setting: string): Parts {
  const parts = new Map<string, string>();
  for (const piece of value.split(";")) {
    if (!piece.trim()) continue;
    const equals = piece.indexOf("=");
    if (equals < 1) throw invalid(setting, "is not a list of Name=Value; pairs");
    parts.set(piece.slice(0, equals).trim().toLowerCase(), piece.slice(equals + 1).trim());
  }
  return parts;
}

function emulatorConnection(parts: Parts, setting: string): StorageConnection {
  const proxy = parts.get("developmentstorageproxyuri") ?? "http://127.0.0.1";
  const endpoint = (port: number) => {
    const url = endpointUrl(proxy, "DevelopmentStorageProxyUri", setting);
    return `${url.protocol}//${url.hostname}:${String(port)}/${emulator.account}`;
  };
  return {
    account: emulator.account,
    tableEndpoint: endpoint(emulator.tablePort),
    blobEndpoint: endpoint(emulator.blobPort),
    credential: { kind: "key", value: new Secret(emulator.key) },
    isAzurite: true,
    setting,
  };
}

function accountConnection(parts: Parts, setting: string): StorageConnection {
  const tableEndpoint = endpointOf(parts, "Table", setting);
  const blobEndpoint = endpointOf(parts, "Blob", setting);
  const account = parts.get("accountname") ?? accountOf(tableEndpoint);
  const isAzurite = account === emulator.account || isLoopback(tableEndpoint);
  return { account, tableEndpoint, blobEndpoint, credential: credentialOf(parts, setting), isAzurite, setting };
}

function credentialOf(parts: Parts, setting: string): StorageConnection["credential"] {
  const key = parts.get("accountkey");
  if (key) {
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) throw invalid(setting, "has an AccountKey that is not Base64");
    if (!parts.get("accountname")) throw invalid(setting, "has no AccountName");
    return { kind: "key", value: new Secret(key) };
  }
  const signature = parts.get("sharedaccesssignature");
  if (!signature) throw invalid(setting, "has neither AccountKey nor SharedAccessSignature");
  return { kind: "sas", value: new Secret(signature.replace(/^\?/, "")) };
}

function endpointOf(parts: Parts, service: "Table" | "Blob", setting: string): string {
  const explicit = parts.get(`${service.toLowerCase()}endpoint`);
  if (explicit) return endpointUrl(explicit, `${service}Endpoint`, setting).href.replace(/\/+$/, "");
  const account = parts.get("accountname");
  if (!account) throw invalid(setting, "has no AccountName");
  const protocol = parts.get("defaultendpointsprotocol") ?? "https";
  const suffix = parts.get("endpointsuffix") ?? "core.windows.net";
  const url = `${protocol}://${account}.${service.toLowerCase()}.${suffix}`;
  return endpointUrl(url, "AccountName, DefaultEndpointsProtocol or EndpointSuffix", setting).href.replace(/\/+$/, "");
}

function endpointUrl(text: string, part: string, setting: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.host || !/^https?:$/.test(url.protocol)) throw invalid(setting, `has no usable address in ${part}`);
  return new URL(url.pathname, url.origin);
}

/** `https://contoso.table.…` or, with an emulator, the first segment of the path. */
function accountOf(tableEndpoint: string): string {
  const url = new URL(tableEndpoint);
  const [, first = ""] = url.pathname.split("/");
  return first === "" ? url.hostname.replace(/\..*$/, "") : first;
}

function isLoopback(endpoint: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(endpoint).hostname);
}

function invalid(setting: string, what: string): ToolkitError {
  return new ToolkitError(
    "connection-invalid",
    `The connection string in the setting ${setting} ${what}. Copy it again from the storage account's access keys, ` +
      `or use UseDevelopmentStorage=true for Azurite.`,
  );
}

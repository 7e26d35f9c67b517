import { joinPath } from "../../base/paths";
import type { SourceReader } from "../../base/ports";
import type { FunctionApp } from "../functionApp";
import { readJsonFile, textMember } from "../jsonFile";
import { bundleOf, type ExtensionBundle } from "./extensionBundle";
import { JsonSource } from "./jsonSource";
import { registeredFunctions, type RegisteredFunction } from "./registeredFunctions";

/** What the rules of the set-up look at. */
export interface SetupFacts {
  readonly app: FunctionApp;
  readonly host: JsonSource;
  readonly localSettings?: JsonSource;
  readonly packageJson?: JsonSource;
  readonly functionJsons: readonly JsonSource[];
  /** Registrations in code, those under a name that is taken included. */
  readonly registered: readonly RegisteredFunction[];
  readonly bundle?: ExtensionBundle;
  /** Of Microsoft.Azure.WebJobs.Extensions.DurableTask, when extensions.csproj names it. */
  readonly extensionVersion?: string;
  readonly hasExtensionProject: boolean;
  /** Installed version of @azure/functions. */
  readonly functionsVersion?: string;
}

/** Reads what the function app itself does not hold. */
export async function readSetupFacts(reader: SourceReader, app: FunctionApp): Promise<SetupFacts> {
  const source = async (...parts: readonly string[]) => {
    const file = joinPath(app.root, ...parts);
    const text = await reader.read(file);
    return text === undefined ? undefined : new JsonSource(file, text);
  };
  const host = (await source("host.json")) ?? new JsonSource(joinPath(app.root, "host.json"), "{}");
  const localSettings = await source("local.settings.json");
  const packageJson = await source("package.json");
  const project = await reader.read(joinPath(app.root, "extensions.csproj"));
  const extensionVersion = project === undefined ? undefined : durableVersion(project);
  const functionsVersion = await versionOfFunctions(reader, app);
  const bundle = bundleOf(host);
  return {
    app,
    host,
    functionJsons: await functionFiles(reader, app.root),
    registered: await registeredFunctions(reader, app),
    hasExtensionProject: project !== undefined,
    ...(localSettings && { localSettings }),
    ...(packageJson && { packageJson }),
    ...(bundle && { bundle }),
    ...(extensionVersion !== undefined && { extensionVersion }),
    ...(functionsVersion !== undefined && { functionsVersion }),
  };
}

async function functionFiles(reader: SourceReader, root: string): Promise<readonly JsonSource[]> {
  const sources: JsonSource[] = [];
  for (const name of [...(await reader.list(root))].sort()) {
    if (!name.endsWith("/") || name === "node_modules/" || name.startsWith(".")) continue;
    const file = joinPath(root, name, "function.json");
    const text = await reader.read(file);
    if (text !== undefined) sources.push(new JsonSource(file, text));
  }
  return sources;
}

function durableVersion(project: string): string | undefined {
  return /Include="Microsoft\.Azure\.WebJobs\.Extensions\.DurableTask"\s+Version="([^"]+)"/i.exec(project)?.[1];
}

/** The package beside the SDK, or in the app: both are where Node finds it. */
async function versionOfFunctions(reader: SourceReader, app: FunctionApp): Promise<string | undefined> {
  const folders = [joinPath(app.root, "node_modules"), ...(app.sdk ? [joinPath(app.sdk.directory, "..")] : [])];
  for (const folder of folders) {
    const json = await readJsonFile(reader, joinPath(folder, "@azure", "functions", "package.json"), []);
    const version = textMember(json, "version");
    if (version !== undefined) return version;
  }
  return undefined;
}

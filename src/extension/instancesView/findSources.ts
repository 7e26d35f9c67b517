import * as path from "node:path";
import * as vscode from "vscode";
import { messageOf } from "../../base/errors";
import { historyFileSuffix } from "../../contributions/identity";
import type { FunctionApp } from "../../project/functionApp";
import type { AppTaskHub } from "../../project/taskHub";
import { openHub } from "../instances/openHub";
import type { SampleFolder } from "../sample/sampleFolder";
import type { Services } from "../services";
import { extraConnections } from "./extraConnections";
import { fileSource } from "./fileSource";
import { hubSource } from "./hubSource";
import type { FoundSources } from "./instancesTree";
import type { InstanceSource } from "./source";
import type { ViewMemory } from "./viewMemory";

/** More history files than a person looks through are not listed. */
const filesListed = 200;

export interface SourceNeeds {
  readonly services: Services;
  readonly sample: SampleFolder;
  readonly memory: ViewMemory;
}

/** What the view shows in this window; no storage is asked. Nothing in Restricted Mode: connections are secrets. */
export async function findSources(needs: SourceNeeds): Promise<FoundSources> {
  if (!vscode.workspace.isTrusted) return { sources: [], connections: [] };
  const { apps } = needs.services;
  const roots = (await apps.roots()).filter((root) => root !== needs.sample.folder);
  const own = await Promise.all(roots.map((root) => ownHub(root, roots.length > 1, needs.services)));
  const connections = await Promise.all(
    (roots.length ? roots : [""]).map((root) => extraConnections(root, needs.services)),
  );
  const files = [sampleRuns(needs), await historyFiles(needs, own.length === 0)].filter(
    (source) => source !== undefined,
  );
  return { sources: [...own, ...files], connections: connections.flat() };
}

/** The hub that host.json names, on the connection that it names; of an app that cannot be read, a row that says why. */
async function ownHub(root: string, isOneOfSeveral: boolean, { apps }: Services): Promise<InstanceSource> {
  const app = await apps.open(root).catch(() => undefined);
  const isLocal = !app || (await isOnThisMachine(app));
  return hubSource({
    hub: app?.durable.hub.name ?? path.basename(root),
    ...(app && { nameSource: app.durable.hub.source }),
    where: isOneOfSeveral ? vscode.workspace.asRelativePath(root) : "this project",
    isLocal,
    isOpen: isLocal,
    root,
    launch: {},
    open: async () => openHub(await apps.open(root), {}),
  });
}

/** Hubs beside the project's own on the same connection. Throws what listing throws. */
export async function otherHubs(
  root: string,
  { apps }: Services,
  signal: AbortSignal,
): Promise<readonly InstanceSource[]> {
  const app = await apps.open(root);
  const [{ listHubs }, { parseConnectionString, describeConnection }] = await Promise.all([
    import("../../storage/hubs"),
    import("../../storage/connection"),
  ]);
  const own = await hubOf(app);
  // Tables of a tracking store are named by its prefix, so hubs cannot be told there.
  if (own.trackingStore) return [];
  const connection = parseConnectionString(own.connection.value, own.connection.setting);
  const others = (await listHubs(connection, signal)).filter((hub) => hub !== own.hub);
  return others.map((hub) =>
    hubSource({
      hub,
      where: describeConnection(connection),
      isLocal: connection.isAzurite,
      isOpen: false,
      root,
      launch: { hub },
      open: async () => openHub(await apps.open(root), { hub }),
    }),
  );
}

/** True as well when the connection is not usable: no request is made, and the reason is shown at once. */
async function isOnThisMachine(app: FunctionApp): Promise<boolean> {
  const { parseConnectionString } = await import("../../storage/connection");
  try {
    const { connection, trackingStore } = await hubOf(app);
    const { setting, value } = trackingStore?.connection ?? connection;
    return parseConnectionString(value, setting).isAzurite;
  } catch {
    return true;
  }
}

async function hubOf(app: FunctionApp): Promise<AppTaskHub> {
  return (await import("../../project/taskHub")).taskHubOf(app);
}

/** The sample's recorded runs: in its own window, and where it was replayed. */
function sampleRuns({ sample, memory, services }: SourceNeeds): InstanceSource | undefined {
  const isOwnWindow = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === sample.folder) ?? false;
  if (!isOwnWindow && !memory.showsSample) return undefined;
  return fileSource(
    {
      id: "sample",
      label: "Toolkit's sample",
      where: "recorded in files",
      isOpen: true,
      root: sample.folder,
      emptyText: "The sample's histories are gone. Run Durable Functions: Reset Sample.",
      files: () => sample.histories(),
      ...(!isOwnWindow && { remove: () => memory.showSample(false) }),
    },
    services.log,
  );
}

/** History files of the workspace, and those that the user opened. */
async function historyFiles(
  { memory, sample, services }: SourceNeeds,
  isOpen: boolean,
): Promise<InstanceSource | undefined> {
  const files = async () => [...new Set([...memory.historyFiles, ...(await filesInWorkspace(sample, services))])];
  if (!(await files()).length) return undefined;
  return fileSource(
    {
      id: "files",
      label: "History files",
      where: memory.historyFiles.length ? "opened" : "this workspace",
      isOpen,
      emptyText: "No history files.",
      files,
      ...(memory.historyFiles.length && { remove: () => memory.forgetHistoryFiles() }),
    },
    services.log,
  );
}

async function filesInWorkspace(sample: SampleFolder, { log }: Services): Promise<readonly string[]> {
  try {
    const found = await vscode.workspace.findFiles(`**/*${historyFileSuffix}`, "**/node_modules/**", filesListed);
    return found.map(({ fsPath }) => fsPath).filter((file) => !file.startsWith(sample.folder + path.sep));
  } catch (error) {
    log.debug(`History files of the workspace were not found: ${messageOf(error)}`);
    return [];
  }
}

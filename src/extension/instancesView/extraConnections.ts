import * as vscode from "vscode";
import { messageOf } from "../../base/errors";
import type { Secret } from "../../base/secret";
import { openHub } from "../instances/openHub";
import type { Services } from "../services";
import { readSetting } from "../settings";
import type { ConnectionHubs } from "./connectionHubs";
import { hubSource } from "./hubSource";

/** Root under which connections are kept that belong to no app. */
export const noApp = "";

interface Named {
  /** As the view, the setting `durableToolkit.connections` and a launch call it. */
  readonly name: string;
  readonly setting: string;
  readonly value: Secret;
  readonly isPasted: boolean;
}

/** Connections beside the app's own that the user named or pasted; without an app, those pasted for none. */
export async function extraConnections(root: string, services: Services): Promise<readonly ConnectionHubs[]> {
  const named = root === noApp ? await pastedOnly(services) : await ofApp(root, services);
  const found = await Promise.all(named.map((connection) => describe(root, connection, services)));
  return found.filter((connection) => connection !== undefined);
}

async function pastedOnly({ connections }: Services): Promise<readonly Named[]> {
  const { Secret } = await import("../../base/secret");
  const pasted = Object.entries(await connections.pasted(noApp));
  return pasted.map(([name, value]) => ({ name, setting: name, value: new Secret(value), isPasted: true }));
}

async function ofApp(root: string, { apps, connections, log }: Services): Promise<readonly Named[]> {
  const app = await apps.open(root).catch(() => undefined);
  if (!app) return [];
  const own = await ownSetting(root, { apps });
  const pasted = await connections.names(root);
  const bySetting = Object.entries(readSetting("connections", vscode.Uri.file(root)));
  const names = new Map([...pasted.map((name) => [name, name] as const), ...bySetting]);
  return [...names].flatMap(([name, setting]) => {
    const found = app.settings.get(setting);
    if (!found) log.warn(`durableToolkit.connections: ${name} stands for ${setting}, which is not set.`);
    return found && setting !== own ? [{ name, setting, value: found.value, isPasted: pasted.includes(setting) }] : [];
  });
}

async function ownSetting(root: string, { apps }: Pick<Services, "apps">): Promise<string | undefined> {
  const { taskHubOf } = await import("../../project/taskHub");
  try {
    return taskHubOf(await apps.open(root)).connection.setting;
  } catch {
    return undefined;
  }
}

async function describe(root: string, named: Named, services: Services): Promise<ConnectionHubs | undefined> {
  const [{ parseConnectionString, describeConnection }, { listHubs }, { openTableStore }] = await Promise.all([
    import("../../storage/connection"),
    import("../../storage/hubs"),
    import("../../storage/openStore"),
  ]);
  const { name, setting, value } = named;
  try {
    const connection = parseConnectionString(value, setting);
    const launch = (hub: string) => ({ hub, connection: name });
    const open = async (hub: string) =>
      root === noApp
        ? openTableStore({ hub, connection: { setting, value } })
        : openHub(await services.apps.open(root), launch(hub));
    return {
      id: `connection:${root}:${name}`,
      label: name,
      where: describeConnection(connection),
      isLocal: connection.isAzurite,
      ...(named.isPasted && { remove: () => services.connections.forget(root, setting) }),
      hubs: async (signal) =>
        (await listHubs(connection, signal)).map((hub) =>
          hubSource({
            hub,
            where: "",
            isLocal: connection.isAzurite,
            isOpen: connection.isAzurite,
            root: root === noApp ? undefined : root,
            launch: launch(hub),
            open: () => open(hub),
          }),
        ),
    };
  } catch (error) {
    services.log.warn(`The connection ${name} is not shown: ${messageOf(error)}`);
    return undefined;
  }
}

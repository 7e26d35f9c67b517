import fs from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { ToolkitError } from "../base/errors";
import type { Parsed, Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import type { History } from "../history/history";
import type { UndecodedHistory } from "../history/undecodedHistory";
import { findAppRoot, noFunctionsProject } from "../project/findAppRoot";
import type { FunctionApp } from "../project/functionApp";
import type { FoundFunction } from "../project/foundFunctions";
import type { LoadRequest } from "../replay/messages";
import { startChild, type ChildOptions, type ReplayChild } from "./childProcess";
import { chooseNode, type ChosenNode } from "./chooseNode";
import { longHistoryOf } from "./longHistory";
import { loadRequests, patterns, type LoadRequests } from "./loadRequests";

/** What somebody wants replayed: the launch attributes or command-line flags that matter before code runs. */
export interface ReplayWish {
  readonly instanceId?: string | undefined;
  /** A history file. */
  readonly history?: string | undefined;
  readonly orchestrator?: string | undefined;
  readonly appRoot?: string | undefined;
  readonly hub?: string | undefined;
  readonly connection?: string | undefined;
  readonly runtimeExecutable?: string | undefined;
  /** null removes a variable. */
  readonly env?: Readonly<Record<string, string | null>> | undefined;
  readonly envFile?: string | undefined;
  /** Glob patterns of paths. */
  readonly skipFiles?: readonly string[] | undefined;
  readonly outFiles?: readonly string[] | undefined;
}

/** What the edges bring: how apps are opened and histories read there. Errors are `ToolkitError`. */
export interface ReplayPorts {
  readonly files: SourceReader;
  openApp(root: string): Promise<Parsed<FunctionApp>>;
  /** Functions that the app's own list may lack; asked where it lacks the orchestrator. */
  findFunctions?(root: string): Promise<readonly FoundFunction[]>;
  /** `wish` names an instance or a history file; `app` says where its hub is. */
  readHistory(wish: ReplayWish, app: FunctionApp): Promise<UndecodedHistory>;
  /** Setting `durableToolkit.replay.nodePath`, and `replay.allowNativeModules`. */
  readonly nodePath?: string | undefined;
  readonly allowNativeModules?: boolean | undefined;
  /** Setting `durableToolkit.replay.env`. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** Everything that a replay needs before code runs. */
export interface PreparedReplay {
  readonly app: FunctionApp;
  readonly history: History;
  readonly load: LoadRequest;
  readonly node: ChosenNode;
  /** For the child, on top of this process's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly allowNativeModules: boolean;
  /** Built files whose source maps are used; undefined: all. */
  readonly outFiles?: readonly RegExp[];
  /** What is odd about the app and the history, and yet no reason to stop. */
  readonly problems: readonly Problem[];
  /** Rows are missing or wrong: a divergence need not come from the code. */
  readonly isDamaged: boolean;
  /** Started while the history was read; nothing is loaded in it but what `EarlyChild.load` did. Who gets it ends it. */
  readonly child?: ReplayChild;
}

/** A child to start as soon as it is known how. It ends with `signal`, and when nothing comes of the replay. */
export interface EarlyChild {
  readonly channel: ChildOptions["channel"];
  readonly signal: AbortSignal;
  /** Where it comes from. */
  readonly start?: (options: ChildOptions) => ReplayChild;
  /** What is to be loaded in it, as soon as that is known: the history is decoded meanwhile. */
  readonly load?: (child: ReplayChild, request: LoadRequest) => void;
}

type Process = Pick<PreparedReplay, "node" | "environment" | "allowNativeModules" | "child">;

/** What it takes to load the app, with or without a history. */
export type AppToLoad = Omit<PreparedReplay, "history" | "problems" | "isDamaged" | "child">;

/** An instance that no worker has picked up: there is nothing to run. */
export function isNotStarted(history: History): boolean {
  return !history.events.some((event) => event.type === "ExecutionStarted");
}

/** Finds app, history and Node for a wish. Throws the `ToolkitError` that says what is missing and what to do. */
export async function prepareReplay(
  wish: ReplayWish,
  ports: ReplayPorts,
  workingFolder: string,
  early?: EarlyChild,
): Promise<PreparedReplay> {
  const root = await appRootOf(wish, ports.files, workingFolder);
  const { value: opened, problems } = await ports.openApp(root);
  const finding = findProcess(wish, ports, opened, early);
  // Its failure waits until the history is read: an error that nobody waits for ends the process.
  finding.catch(() => undefined);
  const findFunctions = ports.findFunctions?.bind(ports);
  const requests = loadRequests({ value: opened, problems }, { skipFiles: wish.skipFiles, findFunctions });
  try {
    const undecoded = await ports.readHistory(wish, opened);
    const started = undecoded.orchestrator;
    if (started !== undefined) await loadEarly(wish.orchestrator ?? started, requests, finding, early);
    const { value: history, problems: inHistory } = undecoded.decode();
    refuseWithoutRows(history, inHistory);
    const { app, load } = await requests(wish.orchestrator ?? orchestratorOf(history));
    return {
      ...(await finding),
      app,
      history,
      load,
      ...(wish.outFiles && { outFiles: patterns(wish.outFiles, root) }),
      problems: [...problems, ...inHistory, ...longHistoryOf(app, history)],
      isDamaged: inHistory.some(({ severity }) => severity === "error"),
    };
  } catch (error) {
    // What is wrong with the history is told first.
    finding.then(
      ({ child }) => child?.dispose(),
      () => undefined,
    );
    throw error;
  }
}

/**
 * Has a child load the app when all is known that it takes within this turn of the event loop: decoding blocks the ones
 * after it, and who gets the child then loads by itself. What fails here is told in its turn.
 */
async function loadEarly(
  orchestrator: string,
  requests: LoadRequests,
  finding: Promise<Process>,
  early: EarlyChild | undefined,
): Promise<void> {
  if (!early?.load) return;
  const known = Promise.all([finding, requests(orchestrator)]).catch(() => undefined);
  const nextTurn = new Promise<undefined>((resolve) => void setImmediate(resolve, undefined));
  const [{ child }, { load }] = (await Promise.race([known, nextTurn])) ?? [{}, {}];
  if (child && load) early.load(child, load);
}

/** An instance that was never picked up has no rows either; any other without rows is no run that could be replayed. */
function refuseWithoutRows({ events, instance, instanceId }: History, problems: readonly Problem[]): void {
  if (events.length > 0 || instance?.runtimeStatus === "Pending") return;
  const status = instance ? ` is ${instance.runtimeStatus}, but its history` : ": its history";
  const lost = problems.find(({ severity, code }) => severity === "error" && code !== "history-empty");
  const why = lost ? `${lost.place}: ${lost.message}` : "Was it purged?";
  const text = `The instance ${instanceId}${status} has no rows that can be used. ${why} Export it again, or choose another run.`;
  throw new ToolkitError("history-unreadable", text);
}

/** In which process the code will run; started already when there is an `early`. */
async function findProcess(
  wish: ReplayWish,
  { nodePath, environment: wanted, allowNativeModules = false }: ReplayPorts,
  app: FunctionApp,
  early: EarlyChild | undefined,
): Promise<Process> {
  const node = await chooseNode({
    override: wish.runtimeExecutable,
    setting: nodePath,
    appRoot: app.root,
    sdkVersion: app.sdk?.version,
  });
  const environment = { ...settingsOf(app), ...wanted, ...environmentOf(wish, app.root) };
  refuseUnsettable(environment);
  if (!early || early.signal.aborted) return { node, environment, allowNativeModules };
  const { channel, signal, start = startChild } = early;
  const sdk = sdkToLoad(app);
  const child = start({ node, channel, appRoot: app.root, environment, allowNativeModules, ...(sdk && { sdk }) });
  signal.addEventListener("abort", () => child.dispose(), { once: true });
  return { node, environment, allowNativeModules, child };
}

/** The SDK is most of what an app loads; a bundle brings its own. */
function sdkToLoad({ sdk, builtFiles }: FunctionApp): ChildOptions["sdk"] {
  const isBundle = builtFiles.some(({ sources }) => sources.length > 1);
  return sdk && !isBundle ? { directory: sdk.directory, version: sdk.version } : undefined;
}

async function appRootOf(wish: ReplayWish, files: SourceReader, workingFolder: string): Promise<string> {
  const near = wish.appRoot ?? (wish.history === undefined ? workingFolder : path.dirname(wish.history));
  const start = path.resolve(workingFolder, near);
  const isNamed = wish.appRoot !== undefined;
  const root = (await findAppRoot(files, start)) ?? (isNamed ? undefined : await findAppRoot(files, workingFolder));
  if (root === undefined) throw noFunctionsProject(start);
  return root;
}

function orchestratorOf(history: History): string {
  const started = history.events.find((event) => event.type === "ExecutionStarted");
  const name = started?.name ?? history.instance?.name;
  if (name) return name;
  throw new ToolkitError(
    "history-unreadable",
    `The history of ${history.instanceId} does not say which orchestrator ran. Name it: orchestrator.`,
  );
}

/** As Core Tools do: a variable that is set already wins over local.settings.json. */
function settingsOf(app: FunctionApp): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, value] of app.settings.local) if (process.env[name] === undefined) settings[name] = value.reveal();
  return settings;
}

function environmentOf(wish: ReplayWish, root: string): Record<string, string> {
  const file = wish.envFile === undefined ? undefined : path.resolve(root, wish.envFile);
  const entries = Object.entries({ ...(file === undefined ? {} : readEnvFile(file)), ...wish.env });
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? ""]));
}

/** No system takes these, and Node starts nothing with them. */
function refuseUnsettable(environment: Readonly<Record<string, string>>): void {
  const bad = Object.entries(environment).find(([name, value]) => `${name}${value}`.includes("\0"));
  if (!bad) return;
  const text = `The variable ${JSON.stringify(bad[0])} has a NUL character in its name or value, which no environment takes. Correct it where it is set: local.settings.json, env, envFile or durableToolkit.replay.env.`;
  throw new ToolkitError("usage", text);
}

function readEnvFile(file: string): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(parseEnv(fs.readFileSync(file, "utf8"))).map(([name, value]) => [name, value ?? ""]),
    );
  } catch (cause) {
    throw new ToolkitError(
      "usage",
      `The file of envFile cannot be read: ${file}. Correct the path or remove envFile.`,
      { cause },
    );
  }
}

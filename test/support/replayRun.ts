import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { History } from "../../src/history/history";
import type { KnownFunction } from "../../src/replay/messages";
import { singlePassPayload } from "../../src/replay/payload";
import type { RunRecord } from "../../src/replay/runRecord";
import { stateOf, stateOfFailure, withWorkSoFar, type Answer } from "../../src/replayHost/answer";
import { FunctionsCore, type Registration } from "../../src/replayHost/functionsCore";
import { noPoints, Recorder, type PointSource } from "../../src/replayHost/recorder";
import type { DurableContext } from "../../src/replayHost/sdkListener";
import { observe } from "../../src/replayHost/sdkObserver";
import { appCopy } from "./appCopies";
import type { Recording } from "./replayFixtures";

/** A fixture app, loaded in this process with its own SDK. */
export interface LoadedApp {
  readonly root: string;
  readonly registrations: ReadonlyMap<string, Registration>;
  readonly functions: readonly KnownFunction[];
  /** Hears of what is registered later on, too. */
  readonly core: FunctionsCore;
}

let core: FunctionsCore | undefined;
const apps = new Map<string, LoadedApp>();

/** `overlay` is a folder below test/fixtures/histories whose files replace those of the app. */
export function loadApp(name: string, overlay?: string): LoadedApp {
  const key = `${name} ${overlay ?? ""}`;
  const known = apps.get(key);
  if (known) return known;
  const loaded = load(appCopy(name, { overlay }));
  apps.set(key, loaded);
  return loaded;
}

export function appOf(recording: Pick<Recording, "app" | "overlay">): LoadedApp {
  return loadApp(recording.app, recording.overlay);
}

/** One pass of an app's orchestrator over a history. The site of a point is a line of the file that made the action. */
export async function runOver(app: LoadedApp, orchestrator: string, history: History): Promise<RunRecord> {
  const registration = app.registrations.get(orchestrator.toLowerCase());
  if (!registration) throw new Error(`${app.root} registers no ${orchestrator}`);
  return runCallback(registration.callback, history, app.root);
}

export async function runCallback(
  callback: Registration["callback"],
  history: History,
  root: string,
): Promise<RunRecord> {
  const lines = new WeakMap<object, number>();
  const source: PointSource = {
    ...noPoints,
    createdAt: (action) => {
      const site = lines.get(action);
      return site === undefined ? undefined : { tick: 0, site };
    },
  };
  const recorder = new Recorder(history.events, source);
  const context = { functionName: "", invocationId: "test", df: undefined, log: () => undefined };
  const observed = observe(context, recorder);
  watchLines(context, lines, root);
  let answer: Answer;
  try {
    answer = stateOf(await callback(singlePassPayload(history), context));
  } catch (error) {
    answer = stateOfFailure(error);
  }
  const actions = observed.actions();
  return recorder.finish(withWorkSoFar(answer, actions), actions);
}

function load(root: string): LoadedApp {
  core ??= installCore();
  core.clear();
  const { main } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { main: string };
  // `main` of the fixture apps is `<folder>/*.js`.
  const folder = join(root, dirname(main));
  const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
  if (files.length === 0) throw new Error(`${root} is not built: nothing matches ${main}`);
  for (const file of files) createRequire(join(folder, file))(join(folder, file));
  const registrations = new Map(core.registrations);
  return {
    root,
    core,
    registrations,
    functions: [...registrations.values()].map(({ name, kind }) => ({ name, kind })),
  };
}

function installCore(): FunctionsCore {
  const installed = new FunctionsCore();
  installed.install();
  return installed;
}

const taskMakers = ["callActivity", "callActivityWithRetry", "callSubOrchestrator", "createTimer", "callEntity"];

/** Notes the line in the app below `root` from which an action was made. */
function watchLines(context: object, lines: WeakMap<object, number>, root: string): void {
  const property = Object.getOwnPropertyDescriptor(context, "df");
  Object.defineProperty(context, "df", {
    ...property,
    set(df: DurableContext) {
      for (const member of taskMakers) watchMaker(df, member, lines, root);
      property?.set?.call(context, df);
    },
  });
}

function watchMaker(df: DurableContext, member: string, lines: WeakMap<object, number>, root: string): void {
  const make = df[member] as (...args: unknown[]) => { readonly actionObj?: object };
  df[member] = function (this: unknown, ...args: unknown[]) {
    const task = Reflect.apply(make, this, args);
    const frame = new Error().stack?.split("\n").find((line) => line.includes(root));
    const line = /:(\d+):\d+\)?$/.exec(frame ?? "")?.[1];
    if (task.actionObj && line !== undefined) lines.set(task.actionObj, Number(line));
    return task;
  };
}

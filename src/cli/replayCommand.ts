import path from "node:path";
import { ToolkitError, type ErrorCode } from "../base/errors";
import type { Problem } from "../base/parsed";
import { defaultTimeoutMs } from "../contributions/launchArguments";
import { openApp } from "../project/openApp";
import type { Outcome } from "../replay/outcome";
import { isNotStarted, prepareReplay, type ReplayPorts, type ReplayWish } from "../runner/prepareReplay";
import { readArguments, readMilliseconds, usage } from "./arguments";
import type { Command, Services } from "./command";
import { readHistory } from "./readHistory";
import { ReplayText } from "./replayText";
import { painter } from "./terminal";

const options = {
  app: { type: "string" },
  hub: { type: "string" },
  connection: { type: "string" },
  node: { type: "string" },
  "timeout-ms": { type: "string" },
  "allow-native-modules": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const replayCommand: Command = {
  name: "replay",
  summary: "run the orchestrator's code over the recorded history of an instance",
  help: `<instance id or file> [--app DIR] [--hub NAME] [--connection SETTING] [--node PATH] [--timeout-ms N]
         [--allow-native-modules] [--json]

  --app DIR             folder of the function app; default: the nearest one with host.json
  --hub NAME            task hub; default: the one of host.json
  --connection SETTING  name of the setting with the connection string; default: the one of host.json
  --node PATH           the Node that runs the code
  --timeout-ms N        how long the code may run without an end, in ms; default: ${defaultTimeoutMs}
  --allow-native-modules
                        let the code load native modules (.node), which the guard cannot watch
  --json                one JSON object a line: the steps, then the outcome

Nothing is written and no activity runs. Exit code 0: code and history agree; 1: they diverge; 2: no replay.`,
  async run(args, services, signal) {
    const { values, positionals } = readArguments(args, options);
    const [idOrFile, ...more] = positionals;
    if (!idOrFile) throw usage("replay needs an instance id or a history file.");
    if (more.length) {
      throw usage(`replay takes one instance id or file: "${more.join(" ")}" is too many. Quote ids with blanks.`);
    }
    const { app: appRoot, node: runtimeExecutable, hub, connection, json } = values;
    const timeoutMs = readMilliseconds("timeout-ms", values["timeout-ms"]) ?? defaultTimeoutMs;
    const what = await instanceOrFile(idOrFile, services);
    const wish = { ...what, appRoot, runtimeExecutable, hub, connection };
    const how = { json, timeoutMs, allowNativeModules: values["allow-native-modules"] };
    return replay(wish, how, services, signal);
  },
};

/** A file where there is one; else an id, which may hold slashes, too (the engine escapes them in its keys). */
async function instanceOrFile(idOrFile: string, { files, cwd }: Services): Promise<ReplayWish> {
  const file = path.resolve(cwd, idOrFile);
  if ((await files.read(file)) !== undefined) return { history: file };
  if ((await files.list(file)).length > 0)
    throw usage(`${idOrFile} is a folder. Name a history file in it, or an instance id.`);
  return { instanceId: idOrFile };
}

interface HowToReplay {
  readonly json: boolean;
  readonly timeoutMs: number;
  readonly allowNativeModules: boolean;
}

async function replay(
  wish: ReplayWish,
  { json, timeoutMs, allowNativeModules }: HowToReplay,
  services: Services,
  signal: AbortSignal,
): Promise<number> {
  const { terminal, files, sources, cwd, environment, runner } = services;
  const ports: ReplayPorts = {
    files,
    openApp: (root) => openApp(files, root, environment),
    // Loads the analysis, which most apps are replayed without.
    findFunctions: async (root) => (await import("./functionsOfApp")).functionsInCode(sources(), root),
    readHistory: (wanted, app) => readHistory(files, wanted, app, signal),
    allowNativeModules,
  };
  const prepared = await prepareReplay(wish, ports, cwd).catch((error: unknown) => {
    throw withFileHint(error, wish.instanceId);
  });
  const text = new ReplayText(cwd, painter(terminal.hasColours));
  const begin = json ? terminal.error : terminal.out;
  if (!isNotStarted(prepared.history)) begin(text.opening(prepared));
  begin(text.problems(prepared.problems));
  const { steps, outcome } = await runner.run(prepared, { timeoutMs, onOutput: terminal.error, signal });
  if (json) {
    for (const object of [...steps, withProblems(outcome, prepared.problems)])
      terminal.out(`${JSON.stringify(object)}\n`);
  } else terminal.out(text.steps(steps, outcome.divergence) + text.outcome(outcome, prepared));
  if (signal.aborted) return 130;
  return outcome.outcome === "diverged" ? 1 : 0;
}

function withProblems(outcome: Outcome, problems: readonly Problem[]): Outcome {
  const told = problems.map(({ place, message }) => `${place}: ${message}`);
  return { ...outcome, warnings: [...told, ...outcome.warnings] };
}

function withFileHint(error: unknown, instanceId: string | undefined): unknown {
  if (
    !(error instanceof ToolkitError) ||
    !searchFailures.has(error.code) ||
    instanceId === undefined ||
    !/\.json$|[\\/]/i.test(instanceId)
  )
    return error;
  return new ToolkitError(error.code, `There is no file ${instanceId}. Taken for an instance id: ${error.message}`);
}

/** What the search for an instance comes to when its id was meant to be a file. */
const searchFailures = new Set<ErrorCode>([
  "no-functions-project",
  "instance-not-found",
  "hub-not-found",
  "storage-unreachable",
  "storage-refused",
  "connection-missing",
  "other-backend",
]);

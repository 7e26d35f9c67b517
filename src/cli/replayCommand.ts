import path from "node:path";
import { ToolkitError } from "../base/errors";
import type { Problem } from "../base/parsed";
import { openApp } from "../project/openApp";
import type { Outcome } from "../replay/outcome";
import { isNotStarted, prepareReplay, type ReplayPorts, type ReplayWish } from "../runner/prepareReplay";
import { readArguments, usage } from "./arguments";
import type { Command, Services } from "./command";
import { readHistory } from "./readHistory";
import { ReplayText } from "./replayText";
import { painter } from "./terminal";

const options = {
  app: { type: "string" },
  hub: { type: "string" },
  connection: { type: "string" },
  node: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const replayCommand: Command = {
  name: "replay",
  summary: "run the orchestrator's code over the recorded history of an instance",
  help: `<instance id or file> [--app DIR] [--hub NAME] [--connection SETTING] [--node PATH] [--json]

  --app DIR             folder of the function app; default: the nearest one with host.json
  --hub NAME            task hub; default: the one of host.json
  --connection SETTING  name of the setting with the connection string; default: the one of host.json
  --node PATH           the Node that runs the code
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
    const file = path.resolve(services.cwd, idOrFile);
    const isFile = (await services.files.read(file)) !== undefined;
    const what = isFile ? { history: file } : { instanceId: idOrFile };
    return replay({ ...what, appRoot, runtimeExecutable, hub, connection }, json, services, signal);
  },
};

async function replay(wish: ReplayWish, json: boolean, services: Services, signal: AbortSignal): Promise<number> {
  const { terminal, files, cwd, environment, runner } = services;
  const ports: ReplayPorts = {
    files,
    openApp: (root) => openApp(files, root, environment),
    readHistory: (wanted, app) => readHistory(files, wanted, app, signal),
  };
  const prepared = await prepareReplay(wish, ports, cwd).catch((error: unknown) => {
    throw withFileHint(error, wish.instanceId);
  });
  const text = new ReplayText(cwd, painter(terminal.hasColours));
  if (!isNotStarted(prepared.history)) (json ? terminal.error : terminal.out)(text.opening(prepared));
  const result = await runner.run(prepared, terminal.error, signal);
  const outcome = withProblems(result.outcome, prepared.problems);
  if (json) for (const object of [...result.steps, outcome]) terminal.out(`${JSON.stringify(object)}\n`);
  else terminal.out(text.steps(result.steps) + text.outcome(outcome));
  if (signal.aborted) return 130;
  return outcome.outcome === "diverged" ? 1 : 0;
}

function withProblems(outcome: Outcome, problems: readonly Problem[]): Outcome {
  const told = problems.map(({ place, message }) => `${place}: ${message}`);
  return { ...outcome, warnings: [...told, ...outcome.warnings] };
}

function withFileHint(error: unknown, instanceId: string | undefined): unknown {
  const isMissing = error instanceof ToolkitError && error.code === "instance-not-found";
  if (!isMissing || instanceId === undefined || !/\.json$/i.test(instanceId)) return error;
  return new ToolkitError(error.code, `There is no file ${instanceId}, and no such instance either. ${error.message}`);
}

import path from "node:path";
import { ToolkitError } from "../base/errors";
import type { Problem } from "../base/parsed";
import type { History } from "../history/history";
import { openApp } from "../project/openApp";
import type { ReplayResult } from "../replay/messages";
import type { Outcome } from "../replay/outcome";
import { isNotStarted, prepareReplay, type PreparedReplay, type ReplayWish } from "../runner/prepareReplay";
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
  const { terminal, files, cwd, environment } = services;
  const ports = {
    files,
    openApp: (root: string) => openApp(files, root, environment),
    readHistory: (...[wanted, app]: Parameters<Parameters<typeof prepareReplay>[1]["readHistory"]>) =>
      readHistory(files, wanted, app, signal),
  };
  const prepared = await prepareReplay(wish, ports, cwd).catch((error: unknown) => {
    throw withFileHint(error, wish.instanceId);
  });
  const text = new ReplayText(cwd, painter(terminal.hasColours));
  const result = isNotStarted(prepared.history)
    ? notStarted(prepared.history)
    : await run(prepared, json ? terminal.error.bind(terminal) : terminal.out.bind(terminal), text, services, signal);
  const outcome = withProblems(result.outcome, prepared.problems);
  if (json) for (const object of [...result.steps, outcome]) terminal.out(`${JSON.stringify(object)}\n`);
  else terminal.out(text.steps(result.steps) + text.outcome(outcome));
  if (signal.aborted) return 130;
  return outcome.outcome === "diverged" ? 1 : 0;
}

function run(
  prepared: PreparedReplay,
  say: (line: string) => void,
  text: ReplayText,
  { terminal, runner }: Services,
  signal: AbortSignal,
): Promise<ReplayResult> {
  const { instanceId } = prepared.history;
  if (instanceId.startsWith("@")) {
    throw new ToolkitError(
      "history-unreadable",
      `"${instanceId}" is an entity. Only orchestrations can be replayed so far.`,
    );
  }
  say(text.opening(prepared));
  return runner.run(prepared, (output) => terminal.error(output), signal);
}

/** An instance that no worker has picked up has no history, and no code is needed to say so. */
function notStarted({ instance, events }: History): ReplayResult {
  const since = instance?.createdAt;
  const waitingFor = [{ kind: "start" as const, ...(since !== undefined && { since }) }];
  const sizes = { steps: 0, events: events.length, episodes: 0 };
  return { steps: [], outcome: { outcome: "waiting", waitingFor, ...sizes, warnings: [] } };
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

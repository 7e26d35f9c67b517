import type { SourceFiles } from "../instrument/sourceFiles";
import type { Refusal } from "../replay/debugMessages";
import type { ErrorText } from "../replay/runRecord";
import type { Verdict } from "../replay/verdict";

/** How many of one kind are told. */
const mostTold = 10;

/** What the code tried and a replay must not do, each once, with its place in the user's sources. */
export function refusalWarnings(refusals: readonly Refusal[], files: SourceFiles): readonly string[] {
  const inRun = new Set<string>();
  const inLoad = new Set<string>();
  for (const { api, phase, file, line, column } of refusals) {
    const place = file === undefined ? undefined : placeOf({ file, line, column }, files);
    const what = place === undefined ? api : `${api} at ${place}`;
    if (phase === "load") inLoad.add(what);
    else inRun.add(`${what} is refused: ${reasonFor(api)}`);
  }
  return [
    ...[...inRun].slice(0, mostTold),
    ...(inLoad.size > 0 ? [`${loadText} ${[...inLoad].slice(0, mostTold).join(", ")}.${aboutThreads(inLoad)}`] : []),
  ];
}

/** What a replay does not do, by the module that does it. */
const effects: Readonly<Record<string, string>> = {
  ...everyOne(["fs", "v8", "trace_events", "sqlite"], "writes no files"),
  ...everyOne(["child_process", "cluster", "worker_threads", "wasi"], "starts no processes and threads"),
  ...everyOne(["net", "dgram", "dns", "fetch", "WebSocket", "EventSource"], "opens no connections"),
  inspector: "opens no inspector",
};

function reasonFor(api: string): string {
  if (api === "process.dlopen")
    return "a replay loads no native modules, unless durableToolkit.replay.allowNativeModules is set, or --allow-native-modules given.";
  const effect = effects[api.split(".")[0] ?? ""];
  return effect === undefined
    ? "orchestrator code must not do this."
    : `a replay ${effect}. Move the call into an activity.`;
}

function everyOne(modules: readonly string[], effect: string): Record<string, string> {
  return Object.fromEntries(modules.map((module) => [module, effect]));
}

const loadText = "While the app was loading it tried what a replay refuses:";

/** Loggers are what starts threads in function apps: transports of pino. */
function aboutThreads(inLoad: ReadonlySet<string>): string {
  return [...inLoad].some((what) => what.startsWith("worker_threads."))
    ? " Nothing that is handed to a thread happens, and lines of a logger that writes in one (a pino transport) are not shown: let it write without the transport to see them."
    : "";
}

function placeOf(
  { file, line = 1, column = 1 }: { file: string; line?: number | undefined; column?: number | undefined },
  files: SourceFiles,
): string {
  const place = files.get(file)?.placeOfRuntime(line, column - 1) ?? { file, line };
  return `${place.file}:${place.line}`;
}

/**
 * A divergence because the code failed after a refused call names that call first: such code need not have changed.
 * Where the code goes on instead, nothing tells what the call has to do with it.
 */
export function withRefusedCall(verdict: Verdict, refusals: readonly Refusal[]): Verdict {
  const { divergence } = verdict;
  const inRun = refusals.filter(({ phase }) => phase === "run");
  if (!divergence || !failed(divergence)) return verdict;
  const cause = inRun.find(({ api }) => divergence.message.includes(`${api} refused`));
  const refused = cause ?? inRun.at(-1);
  if (!refused) return verdict;
  const { api } = refused;
  const message = cause
    ? `${api} is refused in a replay, and the code fails with that. ${divergence.message}`
    : divergence.message;
  return { ...verdict, divergence: { ...divergence, message, refusedCall: { api, isCertain: cause !== undefined } } };
}

function failed({ produced }: NonNullable<Verdict["divergence"]>): boolean {
  return produced?.kind === "completion" && produced.name === "Failed";
}

/** A divergence because the code failed has the place where it did. */
export function withFailurePlace(verdict: Verdict, thrown: ErrorText | undefined, files: SourceFiles): Verdict {
  const { divergence } = verdict;
  if (!divergence || !failed(divergence)) return verdict;
  const site = files.siteOfStack(thrown?.stack ?? "");
  return site === undefined ? verdict : { ...verdict, divergence: { ...divergence, point: { tick: 0, site } } };
}

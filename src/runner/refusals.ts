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
    ...(inLoad.size > 0 ? [`${loadText} ${[...inLoad].slice(0, mostTold).join(", ")}.`] : []),
  ];
}

function reasonFor(api: string): string {
  const [module = ""] = api.split(".");
  if (module === "process") return "orchestrator code must not do this.";
  const effect =
    module === "fs"
      ? "writes no files"
      : ["child_process", "cluster", "worker_threads"].includes(module)
        ? "starts no processes and threads"
        : module === "inspector"
          ? "opens no inspector"
          : "opens no connections";
  return `a replay ${effect}. Move the call into an activity.`;
}

const loadText = "While the app was loading it tried what a replay refuses:";

function placeOf(
  { file, line = 1, column = 1 }: { file: string; line?: number | undefined; column?: number | undefined },
  files: SourceFiles,
): string {
  const place = files.get(file)?.placeOfRuntime(line, column - 1) ?? { file, line };
  return `${place.file}:${place.line}`;
}

/** A divergence because the code failed has the place where it did. */
export function withFailurePlace(verdict: Verdict, thrown: ErrorText | undefined, files: SourceFiles): Verdict {
  const { divergence } = verdict;
  if (!divergence || divergence.point || divergence.produced?.name !== "Failed") return verdict;
  const site = files.siteOfStack(thrown?.stack ?? "");
  return site === undefined ? verdict : { ...verdict, divergence: { ...divergence, point: { tick: 0, site } } };
}

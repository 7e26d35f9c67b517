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
    (phase === "load" ? inLoad : inRun).add(what);
  }
  return [
    ...[...inRun].slice(0, mostTold).map((what) => `${what} is refused: ${runAdvice}`),
    ...(inLoad.size > 0 ? [`${loadText} ${[...inLoad].slice(0, mostTold).join(", ")}.`] : []),
  ];
}

const runAdvice =
  "a replay writes no files, starts no processes and opens no connections. Move the call into an activity.";
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

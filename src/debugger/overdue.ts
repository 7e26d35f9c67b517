import { ToolkitError } from "../base/errors";
import type { SourceFiles } from "../instrument/sourceFiles";
import type { RuntimePlace } from "../replay/debugMessages";
import type { ReplayTarget } from "./replayTarget";

/** Milliseconds in which a process that does not answer at all has to say where it is. */
const patience = 1000;

/** What `work` gives; what `late` gives, or throws, when `work` takes longer than `ms`. */
export async function within<T>(work: Promise<T>, ms: number, late: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const time = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => void late().then(resolve, reject), ms);
  });
  try {
    return await Promise.race([work, time]);
  } finally {
    clearTimeout(timer);
  }
}

/** The line of the user's code that runs, in the user's sources; also when it comes to no statement. */
export async function runningPlace(target: ReplayTarget, sources: SourceFiles): Promise<RuntimePlace | undefined> {
  const asked = target.call("running").catch(() => undefined);
  const found = await within(asked, patience, () => Promise.resolve(undefined));
  return found && inSources(found, sources);
}

export function inSources(place: RuntimePlace, sources: SourceFiles): RuntimePlace {
  const found = sources.get(place.file)?.placeOfRuntime(place.line, place.column - 1);
  return found ? { ...found, column: found.column + 1 } : place;
}

/** The app's top-level code does not come to its end. */
export function stillLoading(timeoutMs: number, place: RuntimePlace | undefined): ToolkitError {
  return overdue(`The app still loads after ${seconds(timeoutMs)}`, place);
}

/** The code runs, and comes to no statement at which it could be stopped. `hint`: what else takes time. */
export function noStatement(timeoutMs: number, place: RuntimePlace | undefined, hint: string): ToolkitError {
  return overdue(`The code still ran after ${seconds(timeoutMs)} and comes to no statement to stop at`, place, hint);
}

/** The app left something running that never lets go of the thread, e.g. in a timer. */
export function threadBusy(place: RuntimePlace | undefined): ToolkitError {
  return overdue("Code that the app left running keeps the process busy", place);
}

function overdue(what: string, place: RuntimePlace | undefined, hint = ""): ToolkitError {
  const text = place
    ? `${what} (${place.file}:${place.line}). Look there for an endless loop.`
    : `${what}. Look for an endless loop, or a wait without an end, in code outside of functions.`;
  return new ToolkitError(
    "replay-timeout",
    `${text}${hint} A longer limit: timeoutMs.`,
    place && { place: { file: place.file, line: place.line } },
  );
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

import type { FunctionApp, IndexedFunction } from "./functionApp";
import type { FunctionKind } from "./registrations";

/** A function that was found by following the code: in a loop, under a name that is put together. */
export interface FoundFunction {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Where the function itself is written, as far as that can be seen; from 1. */
  readonly file: string;
  readonly line: number;
  /** The source that registers it. */
  readonly registeredIn: string;
}

/**
 * The app with functions that its own list lacks, so that the file that registers one is known. Those of files that the
 * app does not surely load stay away: all entry files are loaded for them.
 */
export function withFound(app: FunctionApp, found: readonly FoundFunction[]): FunctionApp {
  const known = new Set(app.functions.map(keyOf));
  const more = found.flatMap((each): readonly IndexedFunction[] => {
    const loadedFile = known.has(keyOf(each)) ? undefined : loadedFor(app, each.registeredIn);
    const { name, kind, file, line } = each;
    return loadedFile === undefined ? [] : [{ name, kind, file, line, loadedFile }];
  });
  return more.length ? { ...app, functions: [...app.functions, ...more] } : app;
}

/** The app with all that its code registers, whether or not it is known which file has to be loaded. */
export function withSeen(app: FunctionApp, found: readonly FoundFunction[]): FunctionApp {
  const loaded = withFound(app, found);
  const known = new Set(loaded.functions.map(keyOf));
  const more = found.filter((each) => !known.has(keyOf(each)));
  const functions = more.map(({ name, kind, file, line }): IndexedFunction => ({ name, kind, file, line }));
  return more.length ? { ...loaded, functions: [...loaded.functions, ...functions] } : loaded;
}

function loadedFor({ entryFiles, builtFiles }: FunctionApp, source: string): string | undefined {
  if (entryFiles.includes(source)) return source;
  return builtFiles.find(({ sources, newerSources }) => sources.includes(source) && !newerSources.includes(source))
    ?.file;
}

function keyOf({ kind, name }: Pick<FoundFunction, "kind" | "name">): string {
  return `${kind} ${name.toLowerCase()}`;
}

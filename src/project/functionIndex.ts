import type { SourceReader } from "../base/ports";
import type { BuiltFile, IndexedFunction } from "./functionApp";
import { readCodeFiles, type CodeFile } from "./codeFiles";
import type { Registration } from "./registrations";

/**
 * Functions of model v4. `loaded` are the files that Node loads, `written` the sources of a build (the same functions,
 * where the user wrote them, and those that are not built yet).
 */
export function indexFunctions(
  loaded: readonly CodeFile[],
  written: readonly CodeFile[],
  builtFiles: readonly BuiltFile[],
): readonly IndexedFunction[] {
  const sourcesOf = new Map(builtFiles.map(({ file, sources }) => [file, sources]));
  const places = new Map<string, { readonly file: string; readonly registration: Registration }[]>();
  for (const { file, registrations } of written) {
    for (const registration of registrations) {
      const key = keyOf(registration);
      places.set(key, [...(places.get(key) ?? []), { file, registration }]);
    }
  }
  const functions = new Map<string, IndexedFunction>();
  for (const { file, registrations } of loaded) {
    for (const registration of registrations) {
      const sources = sourcesOf.get(file) ?? [];
      const place = places.get(keyOf(registration))?.find((candidate) => sources.includes(candidate.file));
      const { name, kind } = registration;
      const line = place?.registration.line ?? registration.line;
      if (!functions.has(keyOf(registration))) {
        functions.set(keyOf(registration), { name, kind, file: place?.file ?? file, line, loadedFile: file });
      }
    }
  }
  for (const [key, [first]] of places) {
    if (!first || functions.has(key)) continue;
    const { name, kind, line } = first.registration;
    functions.set(key, { name, kind, line, file: first.file });
  }
  return [...functions.values()];
}

/** The sources of built files, read; a source that is itself loaded is not read twice. */
export function readSources(
  reader: SourceReader,
  builtFiles: readonly BuiltFile[],
  others: readonly string[],
): Promise<readonly CodeFile[]> {
  return readCodeFiles(reader, [...new Set([...builtFiles.flatMap(({ sources }) => sources), ...others])]);
}

function keyOf({ kind, name }: Registration): string {
  return `${kind} ${name.toLowerCase()}`;
}

import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";

/** Whether a place of a bundle is code of a package that was bundled in. Line from 1, column from 0. */
export type IsPackageCode = (line: number, column: number) => boolean;

/** True for a source file of a package. */
export function isPackageFile(file: string): boolean {
  return /(?:^|[\\/])node_modules[\\/]/.test(file);
}

/**
 * By the bundle's source map: the user steps through their own code, not through the packages beside it. `isInstalled`:
 * whether a package of that name is; some packages are bundles themselves, whose sources then bear the package's name.
 * Undefined: no package is in it. Throws when `mapText` is no source map.
 */
export function packageCodeOf(mapText: string, isInstalled: (name: string) => boolean): IsPackageCode | undefined {
  // Most maps name no package; those are not worth decoding.
  if (!/node_modules|webpack:/.test(mapText)) return undefined;
  const map = new TraceMap(mapText);
  const ofPackage = map.sources.map((source) => {
    const name = /webpack:\/\/((?:@[^/]+\/)?[^/]+)\//.exec(source ?? "")?.[1];
    return source !== null && (isPackageFile(source) || (name !== undefined && isInstalled(name)));
  });
  return ofPackage.includes(true) ? lookUp(decodedMappings(map), ofPackage) : undefined;
}

/** Code before the first mapping of a line belongs to what stands before the line: wrappers of the bundler have none. */
function lookUp(lines: ReturnType<typeof decodedMappings>, ofPackage: readonly boolean[]): IsPackageCode {
  const atStart: boolean[] = [];
  let current = false;
  for (const segments of lines) {
    atStart.push(current);
    for (const [, source] of segments) if (source !== undefined) current = ofPackage[source] ?? false;
  }
  return (line, column) => {
    const segments = lines[line - 1] ?? [];
    for (let index = lastUpTo(segments, column); index >= 0; index--) {
      const source = segments[index]?.[1];
      if (source !== undefined) return ofPackage[source] ?? false;
    }
    return atStart[line - 1] ?? current;
  };
}

/** Index of the last segment that starts at or before a column, -1 when there is none. A minified line has thousands. */
function lastUpTo(segments: readonly (readonly number[])[], column: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.[0] ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

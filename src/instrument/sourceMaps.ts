import { GREATEST_LOWER_BOUND, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

/** A place in a file of the user; line from 1, column from 0. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Joins a folder and a relative path in the platform's way; a port, since this layer knows no file system. */
export type ResolvePath = (folder: string, relative: string) => string;

/** Places of a built file in the sources it was built from. */
export class SourceMap {
  private readonly map: TraceMap;
  private readonly sources: readonly string[];

  /** `folder`: that of the map file, from which its `sources` are given. Throws when `text` is no source map. */
  constructor(text: string, folder: string, resolve: ResolvePath) {
    this.map = new TraceMap(text);
    this.sources = this.map.resolvedSources.map((source) => resolve(folder, source.replace(/^file:\/\//, "")));
  }

  /** Undefined for helper code of the compiler, which has no source. */
  toSource(line: number, column: number): SourcePlace | undefined {
    const found = originalPositionFor(this.map, { line, column, bias: GREATEST_LOWER_BOUND });
    if (found.source === null) return undefined;
    const index = this.map.resolvedSources.indexOf(found.source);
    const file = this.sources[index < 0 ? this.map.sources.indexOf(found.source) : index];
    return file === undefined ? undefined : { file, line: found.line, column: found.column };
  }
}

import { originalColumn } from "./insertions";
import { FunctionRanges, type FunctionRange } from "./functionRanges";
import type { InstrumentedFile, Site } from "./instrument";
import type { SourceMap, SourcePlace } from "./sourceMaps";

/** An instrumented file as the child reports it; `source` is the file as it stands on disk. */
export interface LoadedFile extends Omit<InstrumentedFile, "code"> {
  /** Absolute path. */
  readonly file: string;
  readonly source: string;
}

/** A loaded file with both layers of places: instrumented ↔ as loaded ↔ the user's source. */
export class SourceFile {
  /** The file as loaded (JavaScript), absolute. */
  readonly file: string;
  readonly source: string;
  readonly sites: readonly Site[];
  readonly functions: readonly FunctionRange[];
  private readonly ranges: FunctionRanges;
  private readonly insertions: InstrumentedFile["insertions"];
  private readonly map: SourceMap | undefined;

  constructor(report: LoadedFile, map?: SourceMap) {
    this.file = report.file;
    this.source = report.source;
    this.sites = report.sites;
    this.functions = report.functions;
    this.ranges = new FunctionRanges(report.functions);
    this.insertions = report.insertions;
    this.map = map;
  }

  get firstSite(): number {
    return this.sites[0]?.id ?? 0;
  }

  site(id: number): Site | undefined {
    return this.sites[id - this.firstSite];
  }

  /** Where a site stands in the user's source; without a usable map, in the file as loaded. */
  placeOf(site: Site): SourcePlace {
    return this.toSource(site.line, site.column);
  }

  /** `line`, `column`: of the file as it stands on disk. */
  placeOfLoaded(line: number, column: number): SourcePlace {
    return this.toSource(line, column);
  }

  /** `column`: of the file as it runs (instrumented), from 0. */
  placeOfRuntime(line: number, column: number): SourcePlace {
    return this.toSource(line, originalColumn(this.insertions, line, column));
  }

  /** The innermost ticked statement around a place of the file as it runs. */
  siteAt(line: number, column: number): Site | undefined {
    const original = originalColumn(this.insertions, line, column);
    const around = this.sites.filter((site) => site.ticked && contains(site, line, original));
    return around.reduce<Site | undefined>(
      (inner, site) => (!inner || contains(inner, site.line, site.column) ? site : inner),
      undefined,
    );
  }

  /** The innermost function around a place of the file as it runs, -1 at module level. */
  functionAt(line: number, column: number): number {
    return this.ranges.innermost({ line, column: originalColumn(this.insertions, line, column) });
  }

  private toSource(line: number, column: number): SourcePlace {
    return this.map?.toSource(line, column) ?? { file: this.file, line, column };
  }
}

function contains(site: Site, line: number, column: number): boolean {
  const begins = site.line < line || (site.line === line && site.column <= column);
  return begins && (site.endLine > line || (site.endLine === line && site.endColumn > column));
}

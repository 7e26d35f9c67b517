import type { Site } from "./instrument";
import type { SourceFile } from "./sourceFile";
import type { SourcePlace } from "./sourceMaps";
import { pathOfFrame, readStackFrame, type StackFrame } from "./stackFrame";

/** A site to stop at for a breakpoint, with the place that it really has. */
export interface BreakpointSite {
  readonly site: number;
  readonly place: SourcePlace;
}

/** How far below a line without statements its breakpoint may move. */
const maxBreakpointShift = 20;

/** All loaded files of the user. */
export class SourceFiles {
  private readonly byFile = new Map<string, SourceFile>();

  add(file: SourceFile): void {
    this.byFile.set(file.file, file);
  }

  get size(): number {
    return this.byFile.size;
  }

  get(file: string): SourceFile | undefined {
    return this.byFile.get(file);
  }

  values(): Iterable<SourceFile> {
    return this.byFile.values();
  }

  /** The file and site of a site id. */
  find(id: number): { readonly file: SourceFile; readonly site: Site } | undefined {
    for (const file of this.byFile.values()) {
      const site = file.site(id);
      if (site) return { file, site };
    }
    return undefined;
  }

  placeOfSite(id: number): SourcePlace | undefined {
    const found = this.find(id);
    return found?.file.placeOf(found.site);
  }

  /** Sites of all statements of a function: where a step over within it may stop. */
  sitesOfFunction(file: string, functionIndex: number): readonly number[] {
    const sites = this.byFile.get(file)?.sites ?? [];
    return sites.filter((site) => site.ticked && site.functionIndex === functionIndex).map((site) => site.id);
  }

  /**
   * The statement for a breakpoint on a line of the user's source: the first on that line (from `column` on, when given),
   * else the first of the next lines that has one.
   */
  breakpointSite(file: string, line: number, column = 0): BreakpointSite | undefined {
    let best: BreakpointSite | undefined;
    for (const loaded of this.byFile.values()) {
      for (const site of loaded.sites) {
        if (!site.ticked) continue;
        const place = loaded.placeOf(site);
        if (place.file !== file || place.line < line || place.line > line + maxBreakpointShift) continue;
        if (place.line === line && place.column < column) continue;
        if (!best || before(place, best.place)) best = { site: site.id, place };
      }
    }
    return best;
  }

  /** The statement that the innermost user frame of an error's stack (places as the files run) stands in. */
  siteOfStack(stack: string): number | undefined {
    for (const line of stack.split("\n")) {
      const frame = readStackFrame(line);
      const site = frame && this.byFile.get(pathOfFrame(frame.name))?.siteAt(frame.row, frame.column - 1);
      if (site) return site.id;
    }
    return undefined;
  }

  /**
   * Rewrites the places of a stack text to the user's sources. Frames of `isInternal` files go, and those without a place
   * that stand between them.
   */
  mapStack(stack: string, isInternal: (file: string) => boolean): string {
    const lines: string[] = [];
    let inside = false;
    for (const line of stack.split("\n")) {
      const frame = /^\s+at /.test(line) ? readStackFrame(line) : undefined;
      const mapped = frame && this.mapFrame(frame);
      if (frame) inside = isInternal(mapped?.file ?? pathOfFrame(frame.name));
      if (inside && (frame || /^\s+at /.test(line))) continue;
      if (/^\s+at (Generator\.\w+|new Promise) \(<anonymous>\)$/.test(line)) continue;
      lines.push(mapped?.line ?? line);
    }
    return lines.join("\n");
  }

  private mapFrame({ head, name, row, column, tail }: StackFrame): MappedFrame | undefined {
    const place = this.byFile.get(pathOfFrame(name))?.placeOfRuntime(row, column - 1);
    return place && { file: place.file, line: `${head}${place.file}:${place.line}:${place.column + 1}${tail}` };
  }

  /** A site as a frame of a stack text. */
  frameOfSite(id: number): string | undefined {
    const found = this.find(id);
    if (!found) return undefined;
    const { file, line, column } = found.file.placeOf(found.site);
    const name = found.file.functions[found.site.functionIndex]?.name;
    const place = `${file}:${line}:${column + 1}`;
    return name ? `    at ${name} (${place})` : `    at ${place}`;
  }
}

interface MappedFrame {
  readonly file: string;
  /** Of the stack text. */
  readonly line: string;
}

function before(a: SourcePlace, b: SourcePlace): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

import Module from "node:module";
import path from "node:path";
import { instrument, type InstrumentedFile } from "../instrument/instrument";
import type { LoadedFile } from "../instrument/sourceFile";
import { bundledPackages } from "./bundledPackages";

/** The user's loaded files: instruments them as they are compiled and forgets them for a fresh run. */
export class UserFiles {
  readonly instrumented = new Map<string, InstrumentedFile & { readonly source: string }>();
  /** Files that acorn could not read and that run as they are. */
  readonly unreadable = new Map<string, string>();
  private readonly hostFolder: string;
  private readonly onSites: (count: number) => void;
  private nextSite = 0;
  private skipped: readonly RegExp[] = [];

  constructor(hostFolder: string, onSites: (count: number) => void) {
    this.hostFolder = hostFolder + path.sep;
    this.onSites = onSites;
  }

  readonly isUserFile = (file: string): boolean =>
    path.isAbsolute(file) &&
    !/[\\/]node_modules[\\/]/.test(file) &&
    !file.startsWith(this.hostFolder) &&
    !this.skipped.some((pattern) => pattern.test(file));

  /** `patterns`: regular expressions of paths that do not count as the user's. */
  skip(patterns: readonly string[]): void {
    this.skipped = patterns.map((pattern) => new RegExp(pattern));
  }

  /** Every user file that Node compiles from now on gets its ticks. */
  install(): void {
    const prototype = Module.prototype as unknown as {
      _compile: (this: unknown, content: string, file: string, ...rest: unknown[]) => unknown;
    };
    const compile = prototype._compile;
    const prepare = (content: string, file: string) => this.prepare(content, file);
    prototype._compile = function (content, file, ...rest) {
      return compile.call(this, prepare(content, file), file, ...rest);
    };
  }

  /** Drops the user's modules, so that the next load runs their top-level code again; libraries stay. */
  forget(): void {
    const { _cache: cache } = Module as unknown as { _cache: Record<string, unknown> };
    for (const file of Object.keys(cache)) if (this.isUserFile(file)) Reflect.deleteProperty(cache, file);
  }

  /** In the order in which they were loaded, from the `from`-th on. */
  loaded(from: number): readonly LoadedFile[] {
    return [...this.instrumented].slice(from).map(([file, instrumented]) => {
      const { sites, functions, insertions, source, downlevelLine } = instrumented;
      return { file, source, sites, functions, insertions, ...(downlevelLine !== undefined && { downlevelLine }) };
    });
  }

  /** The file's code with ticks, or as it is when it is not the user's or cannot be read. */
  prepare(content: string, file: string, module = false): string {
    if (!this.isUserFile(file)) return content;
    const known = this.instrumented.get(file);
    if (known?.source === content) return known.code;
    try {
      const result = instrument(content, {
        firstSite: this.nextSite,
        module,
        isPackageCode: bundledPackages(content, file),
      });
      this.nextSite += result.sites.length;
      this.instrumented.set(file, { ...result, source: content });
      this.onSites(this.nextSite);
      return result.code;
    } catch (error) {
      this.unreadable.set(file, String(error));
      return content;
    }
  }
}

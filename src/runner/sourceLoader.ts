import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { pathInBundle, sourceMapReference } from "../base/sourceMapNames";
import { SourceFile, type LoadedFile } from "../instrument/sourceFile";
import { SourceMap } from "../instrument/sourceMaps";

/** A loaded file with its source map from disk. `problem`: why places are those of the built file. */
export interface LoadedSource {
  readonly file: SourceFile;
  readonly problem?: string;
  /** Its code is there as texts only. */
  readonly isUnsteppable?: true;
}

/** `outFiles`: the built files whose maps are used; undefined: all. */
export async function loadSource(report: LoadedFile, outFiles?: readonly RegExp[]): Promise<LoadedSource> {
  if (isEvaluated(report.source))
    return { file: new SourceFile(report), problem: evaluated(report.file), isUnsteppable: true };
  const isBuilt = outFiles?.some((pattern) => pattern.test(report.file)) ?? true;
  const reference = isBuilt ? sourceMapReference(report.source) : undefined;
  if (!reference) return { file: new SourceFile(report) };
  const folder = path.dirname(report.file);
  const mapFile = "url" in reference ? path.resolve(folder, reference.url) : report.file;
  try {
    const text = "url" in reference ? await fs.readFile(mapFile, "utf8") : reference.text;
    return { file: new SourceFile(report, new SourceMap(text, path.dirname(mapFile), sourcePath)) };
  } catch {
    const problem = `${report.file}: its source map ${mapFile} is missing or unreadable, so you see the built JavaScript. Build the app with source maps ("sourceMap": true).`;
    return { file: new SourceFile(report), problem };
  }
}

/** webpack's `devtool: "eval…"`, which is the default of its development mode: modules are texts, so nothing has a place. */
function isEvaluated(source: string): boolean {
  return /^eval\("[^\n]*\/\/# sourceURL=(?:\[module\]|webpack)/m.test(source);
}

function evaluated(file: string): string {
  return `${file}: webpack has put your code into texts for eval (devtool "eval…"), so it cannot be stepped and has no lines. Set devtool: "source-map" in webpack.config.js and build again.`;
}

/** Bundlers name sources from the folder that they ran in: the nearest above that has the file. */
function sourcePath(folder: string, source: string): string {
  const inContext = pathInBundle(source);
  if (inContext === undefined) return path.resolve(folder, source);
  for (let context = folder; ; context = path.dirname(context)) {
    const file = path.resolve(context, inContext);
    if (existsSync(file)) return file;
    if (context === path.dirname(context)) return path.resolve(folder, inContext);
  }
}

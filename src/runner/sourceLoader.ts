import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { SourceFile, type LoadedFile } from "../instrument/sourceFile";
import { SourceMap, sourceMapReference } from "../instrument/sourceMaps";

/** A loaded file with its source map from disk. `problem`: why places are those of the built file. */
export interface LoadedSource {
  readonly file: SourceFile;
  readonly problem?: string;
}

/** `outFiles`: the built files whose maps are used; undefined: all. */
export async function loadSource(report: LoadedFile, outFiles?: readonly RegExp[]): Promise<LoadedSource> {
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

/** webpack names sources from the folder that it ran in, `webpack://app/./src/x.ts`: the nearest above that has the file. */
function sourcePath(folder: string, source: string): string {
  const inContext = /^webpack:\/\/(?:@[^/]+\/)?[^/]*\/(.*?)(?:\?[0-9a-f]+)?$/.exec(source)?.[1];
  if (inContext === undefined) return path.resolve(folder, source);
  for (let context = folder; ; context = path.dirname(context)) {
    const file = path.resolve(context, inContext);
    if (existsSync(file)) return file;
    if (context === path.dirname(context)) return path.resolve(folder, inContext);
  }
}

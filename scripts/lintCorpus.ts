import type { Finding } from "../src/analysis/finding";
import { createLint } from "../src/analysis/lint";
import { NodeSourceFiles } from "../src/node/sourceFiles";
import type { CorpusFile } from "./corpusFiles.ts";

export interface LintedCorpus {
  /** By name of the file. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly crashes: readonly string[];
  readonly seconds: number;
}

/** Lints each file with what it imports, as if it alone were asked for. Findings of other files are not labelled. */
export function lintCorpus(files: readonly CorpusFile[]): LintedCorpus {
  const sources = new NodeSourceFiles();
  const findings = new Map<string, readonly Finding[]>();
  const crashes: string[] = [];
  const started = performance.now();
  for (const { name, path } of files) {
    try {
      const result = createLint(sources)({ files: [path], severities: {}, followPackages: false });
      findings.set(
        name,
        result.findings.filter((each) => isIn(path, each)),
      );
    } catch (error) {
      crashes.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return { findings, crashes, seconds: (performance.now() - started) / 1000 };
}

function isIn(file: string, { place, sink, chain }: Finding): boolean {
  return [place, sink, ...chain.map((link) => link.place)].some((each) => each.file === file);
}

import fs from "node:fs";
import path from "node:path";

/** A file that was labelled by hand. */
export interface CorpusFile {
  /** Name in the labels. */
  readonly name: string;
  /** Absolute path of the code. */
  readonly path: string;
  readonly repository: string;
}

export interface Label {
  readonly file: string;
  readonly line: number | null;
  readonly kind: string;
  readonly severity: "violation" | "style" | "none";
  readonly confidence: "sure" | "likely" | "debatable";
  readonly why: string;
}

/** A construct that looks wrong and is right. */
export interface CleanConstruct {
  readonly file: string;
  readonly line: number;
  readonly why_clean: string;
}

export interface Corpus {
  readonly files: readonly CorpusFile[];
  /** Names of files whose code is not in the folder. */
  readonly missing: readonly string[];
  readonly labels: readonly Label[];
  readonly clean: readonly CleanConstruct[];
  /** Rows that a second reader added after reading findings: they say that a finding is right, not what is to be found. */
  readonly confirmed: readonly Label[];
}

interface ManifestRow {
  readonly file: string;
  readonly repo: string;
  readonly path: string | null;
  readonly commit: string | null;
}

/**
 * @param folder code, as `<owner>+<repo>@<first 8 of commit>/<path>`
 * @param labels folder with manifest.jsonl, labels.jsonl and clean.jsonl
 * @param confirmed file with rows as those of labels.jsonl
 */
export function readCorpus(folder: string, labels: string, confirmed?: string): Corpus {
  const files: CorpusFile[] = [];
  const missing: string[] = [];
  for (const row of rows(path.join(labels, "manifest.jsonl")) as readonly ManifestRow[]) {
    const file = pathOf(folder, row);
    if (file !== undefined && fs.existsSync(file)) files.push({ name: row.file, path: file, repository: row.repo });
    else missing.push(row.file);
  }
  const there = new Set(files.map(({ name }) => name));
  const isThere = ({ file }: { readonly file: string }) => there.has(file);
  return {
    files,
    missing,
    labels: (rows(path.join(labels, "labels.jsonl")) as readonly Label[]).filter(isThere),
    clean: (rows(path.join(labels, "clean.jsonl")) as readonly CleanConstruct[]).filter(isThere),
    confirmed: confirmed === undefined ? [] : (rows(confirmed) as readonly Label[]).filter(isThere),
  };
}

function pathOf(folder: string, { repo, commit, path: below }: ManifestRow): string | undefined {
  if (commit === null || below === null) return undefined;
  return path.resolve(folder, `${repo.replace("/", "+")}@${commit.slice(0, 8)}`, below);
}

function rows(file: string): readonly unknown[] {
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
}

import type { Finding } from "../src/analysis/finding.ts";
import type { CleanConstruct, Corpus, CorpusFile, Label } from "./corpusFiles.ts";
import { rulesOfKind, styleRules } from "./corpusKinds.ts";

/** A part of a whole. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

export interface Extra {
  readonly file: CorpusFile;
  readonly finding: Finding;
}

export interface KindScore {
  readonly kind: string;
  readonly found: Share;
  /** Counted neither way. */
  readonly debatable: Share;
}

export interface Totals {
  readonly recall: Share;
  readonly precision: Share;
}

export interface Score {
  readonly kinds: readonly KindScore[];
  /** Of each rule: findings on labelled lines, of those that are not on debatable ones alone. */
  readonly rules: ReadonlyMap<string, Share>;
  readonly violations: Totals;
  readonly style: Totals;
  /** Means over repositories, style apart; undefined: none counts. */
  readonly perRepository: { readonly recall: number | undefined; readonly precision: number | undefined };
  readonly misses: readonly Label[];
  readonly extras: readonly Extra[];
  readonly flaggedClean: readonly { readonly construct: CleanConstruct; readonly finding: Finding }[];
}

type Verdict = "right" | "wrong" | "debatable";

interface Judged extends Extra {
  readonly verdict: Verdict;
}

/** Compares what was found with what was labelled. */
export function scoreOf({ files, labels, clean }: Corpus, findings: ReadonlyMap<string, readonly Finding[]>): Score {
  const rows = labels.filter(({ severity }) => severity !== "none");
  const firm = rows.filter(({ confidence }) => confidence !== "debatable");
  const pathOf = new Map(files.map((file) => [file.name, file.path]));
  const touches = (finding: Finding, { file, line }: { file: string; line: number | null }) =>
    line !== null && isAt(finding, pathOf.get(file) ?? "", line);
  const isHit = (label: Label) =>
    (findings.get(label.file) ?? []).some(
      (finding) => (rulesOfKind[label.kind] ?? []).includes(finding.rule) && touches(finding, label),
    );
  const judged = files.flatMap((file) =>
    (findings.get(file.name) ?? []).map((finding): Judged => {
      const at = rows.filter((label) => label.file === file.name && touches(finding, label));
      return { file, finding, verdict: verdictOf(at) };
    }),
  );
  const totals = (isCounted: (name: string) => boolean, isStyle: boolean): Totals => ({
    recall: share(
      firm.filter((label) => (label.severity === "style") === isStyle && isCounted(label.file)),
      isHit,
    ),
    precision: precisionOf(
      judged.filter(({ file, finding }) => styleRules.has(finding.rule) === isStyle && isCounted(file.name)),
    ),
  });
  return {
    kinds: [...new Set(rows.map(({ kind }) => kind))].sort().map((kind) => ({
      kind,
      found: share(
        firm.filter((label) => label.kind === kind),
        isHit,
      ),
      debatable: share(
        rows.filter((label) => label.kind === kind && label.confidence === "debatable"),
        isHit,
      ),
    })),
    rules: new Map(
      [...new Set(judged.map(({ finding }) => finding.rule))]
        .sort()
        .map((rule) => [rule, precisionOf(judged.filter(({ finding }) => finding.rule === rule))]),
    ),
    violations: totals(() => true, false),
    style: totals(() => true, true),
    perRepository: meansOf(files, (names) => totals((name) => names.has(name), false)),
    misses: firm.filter((label) => !isHit(label)),
    extras: judged.filter(({ verdict }) => verdict === "wrong"),
    flaggedClean: clean.flatMap((construct) =>
      (findings.get(construct.file) ?? [])
        .filter((finding) => touches(finding, construct) && !rows.some((row) => isSameLine(row, construct)))
        .map((finding) => ({ construct, finding })),
    ),
  };
}

/** One of the finding's places in the file covers the line. */
function isAt({ place, sink, chain }: Finding, file: string, line: number): boolean {
  return [place, sink, ...chain.map((link) => link.place)].some(
    (each) => each.file === file && each.start.line <= line && line <= each.end.line,
  );
}

function isSameLine(label: Label, construct: CleanConstruct): boolean {
  return label.file === construct.file && label.line === construct.line;
}

function verdictOf(labels: readonly Label[]): Verdict {
  if (!labels.length) return "wrong";
  return labels.some(({ confidence }) => confidence !== "debatable") ? "right" : "debatable";
}

function precisionOf(judged: readonly Judged[]): Share {
  return share(
    judged.filter(({ verdict }) => verdict !== "debatable"),
    ({ verdict }) => verdict === "right",
  );
}

function share<Item>(items: readonly Item[], isPart: (item: Item) => boolean): Share {
  return { part: items.filter(isPart).length, whole: items.length };
}

function meansOf(files: readonly CorpusFile[], totalsOf: (names: ReadonlySet<string>) => Totals) {
  const repositories = new Map<string, Set<string>>();
  for (const { name, repository } of files)
    repositories.set(repository, (repositories.get(repository) ?? new Set()).add(name));
  const totals = [...repositories.values()].map(totalsOf);
  return { recall: mean(totals.map(({ recall }) => recall)), precision: mean(totals.map((each) => each.precision)) };
}

function mean(shares: readonly Share[]): number | undefined {
  const counted = shares.filter(({ whole }) => whole > 0);
  if (!counted.length) return undefined;
  return counted.reduce((sum, { part, whole }) => sum + part / whole, 0) / counted.length;
}

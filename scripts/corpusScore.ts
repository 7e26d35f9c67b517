import fs from "node:fs";
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
  /** Precision with what a second reader confirmed. */
  readonly confirmed: Share;
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
  /** Right by the labels, or confirmed. */
  readonly isConfirmed: boolean;
}

/** Compares what was found with what was labelled. */
export function scoreOf(corpus: Corpus, findings: ReadonlyMap<string, readonly Finding[]>): Score {
  const found = new FoundInCorpus(corpus, findings);
  const { firm, judged } = found;
  return {
    kinds: found.kinds(),
    rules: new Map(
      [...new Set(judged.map(({ finding }) => finding.rule))]
        .sort()
        .map((rule) => [rule, precisionOf(judged.filter(({ finding }) => finding.rule === rule))]),
    ),
    violations: found.totals(() => true, false),
    style: found.totals(() => true, true),
    perRepository: meansOf(corpus.files, (names) => found.totals((name) => names.has(name), false)),
    misses: firm.filter((label) => !found.isHit(label)),
    extras: judged.filter(({ verdict, isConfirmed }) => verdict === "wrong" && !isConfirmed),
    flaggedClean: corpus.clean.flatMap((construct) => found.flagsOf(construct)),
  };
}

/** Findings and labels, each with what it is about. */
class FoundInCorpus {
  /** Labels that ask for a finding. */
  readonly rows: readonly Label[];
  /** Those that count. */
  readonly firm: readonly Label[];
  readonly judged: readonly Judged[];
  readonly #confirmed: readonly Label[];
  readonly #findings: ReadonlyMap<string, readonly Finding[]>;
  readonly #pathOf: ReadonlyMap<string, string>;

  constructor({ files, labels, confirmed }: Corpus, findings: ReadonlyMap<string, readonly Finding[]>) {
    this.#findings = findings;
    this.#confirmed = confirmed;
    this.#pathOf = new Map(files.map((file) => [file.name, file.path]));
    this.rows = labels.filter(({ severity }) => severity !== "none");
    this.firm = this.rows.filter((label) => !isDebatable(label));
    this.judged = files.flatMap((file) => this.#in(file.name).map((finding) => this.#judge(file, finding)));
  }

  isHit(label: Label): boolean {
    return this.#in(label.file).some((finding) => this.#isAbout(finding, label));
  }

  kinds(): readonly KindScore[] {
    const isHit = (label: Label) => this.isHit(label);
    return [...new Set(this.rows.map(({ kind }) => kind))].sort().map((kind) => {
      const own = this.rows.filter((label) => label.kind === kind);
      const firm = own.filter((label) => !isDebatable(label));
      return { kind, found: share(firm, isHit), debatable: share(own.filter(isDebatable), isHit) };
    });
  }

  totals(isCounted: (name: string) => boolean, isStyle: boolean): Totals {
    const labels = this.firm.filter(({ severity, file }) => (severity === "style") === isStyle && isCounted(file));
    const found = this.judged.filter(
      ({ file, finding }) => styleRules.has(finding.rule) === isStyle && isCounted(file.name),
    );
    const counted = found.filter(({ verdict }) => verdict !== "debatable");
    return {
      recall: share(labels, (label) => this.isHit(label)),
      precision: precisionOf(found),
      confirmed: share(counted, ({ isConfirmed }) => isConfirmed),
    };
  }

  flagsOf(construct: CleanConstruct): Score["flaggedClean"] {
    if (this.rows.some((row) => isSameLine(row, construct))) return [];
    const flags = this.#in(construct.file).filter((finding) => this.#touches(finding, construct));
    return flags.map((finding) => ({ construct, finding }));
  }

  #in(name: string): readonly Finding[] {
    return this.#findings.get(name) ?? [];
  }

  #judge(file: CorpusFile, finding: Finding): Judged {
    const isAt = (label: Label) => label.file === file.name && this.#isAbout(finding, label);
    const verdict = verdictOf(this.rows.filter(isAt));
    return { file, finding, verdict, isConfirmed: verdict === "right" || this.#confirmed.some(isAt) };
  }

  /** A finding of one of the label's rules, at its line. */
  #isAbout(finding: Finding, label: Label): boolean {
    return (
      (rulesOfKind[label.kind] ?? []).includes(finding.rule) &&
      (this.#touches(finding, label) || this.#isDeclaredAt(finding, label))
    );
  }

  /** Of a variable, the label stands at its declaration, and the finding where the orchestrator changes it. */
  #isDeclaredAt({ message }: Finding, { kind, file, line }: Label): boolean {
    if (kind !== "mutable-global" || line === null) return false;
    const [, name] = /`([\w$]+)`/.exec(message) ?? [];
    const declared = /^\s*(?:export\s+)?(?:let|var|const)\s+([\w$]+)/.exec(this.#lineOf(file, line))?.[1];
    return name !== undefined && name === declared;
  }

  #lineOf(name: string, line: number): string {
    const file = this.#pathOf.get(name);
    const text = file === undefined ? "" : fs.readFileSync(file, "utf8");
    return text.split("\n")[line - 1] ?? "";
  }

  #touches(finding: Finding, { file, line }: { readonly file: string; readonly line: number | null }): boolean {
    return line !== null && isAt(finding, this.#pathOf.get(file) ?? "", line);
  }
}

function isDebatable({ confidence }: Label): boolean {
  return confidence === "debatable";
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
  return labels.some((label) => !isDebatable(label)) ? "right" : "debatable";
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

import type { Problem, Severity } from "../base/parsed";

interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: string;
  /** Findings of one group are told once, with their number: a retyped column is wrong in every row. */
  readonly group?: string;
  /** What a group counts; default: rows. */
  readonly counted?: string;
}

/** Collects problems; those of one group become a single problem at the first place. */
export class ProblemList {
  private readonly groups = new Map<string, { readonly first: Finding; count: number }>();

  add(finding: Finding): void {
    const key = `${finding.code} ${finding.group ?? finding.place}`;
    const known = this.groups.get(key);
    if (known) known.count++;
    else this.groups.set(key, { first: finding, count: 1 });
  }

  problems(): readonly Problem[] {
    return [...this.groups.values()].map(({ first, count }) => ({
      code: first.code,
      severity: first.severity,
      message: count === 1 ? first.message : `${first.message} (${count} ${first.counted ?? "rows"})`,
      place: first.place,
    }));
  }
}

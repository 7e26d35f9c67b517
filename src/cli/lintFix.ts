import fs from "node:fs";
import type { CodeFix, LintResult, TextEdit } from "../analysis/finding";
import type { SourceFiles } from "../base/ports";
import { messageOf, ToolkitError } from "../base/errors";
import { withEdits } from "../scaffold/plan";

/** A fix may bring to light what the next round fixes; what never comes to rest is left as it is then. */
const maximalRounds = 10;

export interface Fixed {
  /** What is left. */
  readonly result: LintResult;
  readonly fixCount: number;
  readonly fileCount: number;
}

/**
 * Applies fixes and lints again until nothing is left to fix. Files that were not asked for, and those of packages,
 * are not written.
 * @param files absolute paths of files that may be written
 */
export function fixFiles(files: readonly string[], sources: SourceFiles, lint: () => LintResult): Fixed {
  const mayWrite = new Set(files.filter((file) => !/[\\/]node_modules[\\/]/.test(sources.realPath(file))));
  const written = new Set<string>();
  let fixCount = 0;
  let result = lint();
  for (let round = 0; round < maximalRounds; round++) {
    const fixes = fixesByFile(result, mayWrite);
    let count = 0;
    for (const [file, own] of fixes) {
      const applied = fixFile(file, own);
      if (applied) written.add(file);
      count += applied;
    }
    if (count === 0) break;
    fixCount += count;
    result = lint();
  }
  return { result, fixCount, fileCount: written.size };
}

/** The same fix is part of each finding that leads to its place. */
function fixesByFile({ findings }: LintResult, mayWrite: ReadonlySet<string>): ReadonlyMap<string, readonly CodeFix[]> {
  const byFile = new Map<string, Map<string, CodeFix>>();
  for (const { fix } of findings) {
    if (!fix || !mayWrite.has(fix.file)) continue;
    const own = byFile.get(fix.file) ?? new Map<string, CodeFix>();
    byFile.set(fix.file, own.set(JSON.stringify(fix.edits), fix));
  }
  return new Map([...byFile].map(([file, own]) => [file, [...own.values()]]));
}

/** Number of fixes applied: of those that touch each other only the first. */
function fixFile(file: string, fixes: readonly CodeFix[]): number {
  const bytes = fs.readFileSync(file);
  const text = bytes.toString("utf8");
  // What is not UTF-8 would be damaged by writing it.
  if (!Buffer.from(text, "utf8").equals(bytes)) return 0;
  const chosen = apart(fixes);
  try {
    // One call of Node with a text: Ctrl+C, which ends this thread, leaves no half of a file.
    fs.writeFileSync(file, withEdits(text, chosen.flat()));
  } catch (error) {
    throw new ToolkitError("usage", `${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
  return chosen.length;
}

function apart(fixes: readonly CodeFix[]): readonly (readonly TextEdit[])[] {
  const taken: TextEdit[] = [];
  return fixes
    .map(({ edits }) => edits)
    .sort((one, other) => startOf(one) - startOf(other))
    .filter((edits) => {
      const isFree = !edits.some((edit) => taken.some((other) => touches(edit, other)));
      if (isFree) taken.push(...edits);
      return isFree;
    });
}

function startOf(edits: readonly TextEdit[]): number {
  return Math.min(...edits.map(({ range }) => range.start));
}

function touches({ range: one }: TextEdit, { range: other }: TextEdit): boolean {
  return one.start <= other.end && other.start <= one.end;
}

import type { SourcePlace } from "../../base/sourcePlace";
import type { EditorFinding, EditorFix } from "../../worker/messages";

/** What is shown at one place of a file: findings with one rule and message there, each with a way of its own. */
export interface ShownFinding {
  readonly place: SourcePlace;
  readonly rule: string;
  readonly severity: EditorFinding["severity"];
  readonly message: string;
  readonly findings: readonly EditorFinding[];
}

interface Collected extends ShownFinding {
  severity: EditorFinding["severity"];
  readonly findings: EditorFinding[];
}

/** A place on the way to what is wrong, and what happens there. */
export interface WayStep {
  readonly place: SourcePlace;
  readonly text: string;
}

const severest: readonly EditorFinding["severity"][] = ["error", "warning", "info", "hint"];

/** Findings by file: each in every file of its chain where findings are shown. */
export function shownByFile(
  findings: readonly EditorFinding[],
  isShownIn: (file: string) => boolean = () => true,
): ReadonlyMap<string, readonly ShownFinding[]> {
  const shown = new Map<string, Collected>();
  for (const finding of findings) {
    for (const place of placesOf(finding).filter(({ file }) => isShownIn(file))) {
      const { rule, severity, message } = finding;
      const key = [place.file, place.range.start, place.range.end, rule, message].join("\0");
      const known = shown.get(key);
      if (!known) shown.set(key, { place, rule, severity, message, findings: [finding] });
      else {
        known.severity = severerOf(known.severity, severity);
        if (!known.findings.includes(finding)) known.findings.push(finding);
      }
    }
  }
  return byFile([...shown.values()]);
}

/** Orchestrators in folders with settings of their own may come to one place. */
function severerOf(one: EditorFinding["severity"], other: EditorFinding["severity"]): EditorFinding["severity"] {
  return severest.indexOf(other) < severest.indexOf(one) ? other : one;
}

function byFile(shown: readonly ShownFinding[]): ReadonlyMap<string, readonly ShownFinding[]> {
  const files = new Map<string, ShownFinding[]>();
  for (const each of shown) {
    const list = files.get(each.place.file) ?? [];
    files.set(each.place.file, list);
    list.push(each);
  }
  return files;
}

function placesOf({ place, chain, sink }: EditorFinding): readonly SourcePlace[] {
  return [place, ...chain.slice(1).map((link) => link.place), sink];
}

/** From the orchestrator's call to what is wrong; empty when the orchestrator does it itself. */
export function wayOf({ chain, sink }: EditorFinding): readonly WayStep[] {
  if (!chain.length) return [];
  const steps = chain.map(({ place, label }, index) => {
    const caller = chain[index - 1]?.label ?? "the orchestrator";
    return { place, text: `${caller} calls ${label}` };
  });
  return [...steps, { place: sink, text: `in ${chain.at(-1)?.label ?? ""}` }];
}

/** Fixes of what is shown, each once. */
export function fixesOf({ findings }: ShownFinding): readonly EditorFix[] {
  return distinct(findings.flatMap(({ fix }) => fix ?? []));
}

export function suggestionsOf({ findings }: ShownFinding): readonly EditorFix[] {
  return distinct(findings.flatMap(({ suggestions }) => suggestions));
}

/** What a fix of a whole file may do unasked: the fixes in it, of one rule or of all; of two that touch, the first. */
export function fixesIn(file: string, findings: readonly EditorFinding[], rule?: string): readonly EditorFix[] {
  const all = findings.filter((each) => rule === undefined || each.rule === rule).flatMap(({ fix }) => fix ?? []);
  const taken: EditorFix[] = [];
  for (const fix of distinct(all.filter((each) => each.file === file)))
    if (!taken.some((other) => touch(fix, other))) taken.push(fix);
  return taken;
}

function distinct(fixes: readonly EditorFix[]): readonly EditorFix[] {
  return [...new Map(fixes.map((fix) => [JSON.stringify([fix.title, fix.file, fix.edits]), fix])).values()];
}

function touch(one: EditorFix, other: EditorFix): boolean {
  return one.edits.some((edit) => other.edits.some((each) => !isBefore(edit, each) && !isBefore(each, edit)));
}

function isBefore({ end }: EditorFix["edits"][number], { start }: EditorFix["edits"][number]): boolean {
  return end.line < start.line || (end.line === start.line && end.column < start.column);
}

import { LineIndex } from "../base/lineIndex";
import type { SourcePlace, TextRange } from "../base/sourcePlace";
import { changedStretch, type ChangedStretch } from "../syntax/edits";
import { parseFile } from "../syntax/parse";
import type { ParsedFile } from "../syntax/parsedFile";
import { allRules } from "./allRules";
import type { CodeFix, Finding } from "./finding";
import { inOrder, keyOf } from "./findingList";

/** A file that does not parse at the moment, beside what it was when it last did. */
interface Damage {
  readonly stretch: ChangedStretch;
  readonly lines: LineIndex;
}

const certainRules = new Set(allRules.filter(({ meta }) => meta.holdsInDamagedCode).map(({ meta }) => meta.docs.id));

/**
 * Files that are being edited, and what is known of them while they do not parse: findings before and after the damage
 * stay, new ones are taken only from the code that was typed, and of rules that need to see no other code.
 */
export class DamagedFiles {
  /** Texts without syntax errors. */
  readonly #whole = new Map<string, string>();
  readonly #damages = new Map<string, Damage>();
  readonly #onDisk: (file: string) => string | undefined;

  /** @param onDisk what a file held before it was edited */
  constructor(onDisk: (file: string) => string | undefined) {
    this.#onDisk = onDisk;
  }

  has(file: string): boolean {
    return this.#damages.has(file);
  }

  get count(): number {
    return this.#damages.size;
  }

  forget(file: string): void {
    this.#damages.delete(file);
  }

  /** Reads a file, without the lines that damage it when only few were edited. */
  parse(file: string, text: string): ParsedFile | undefined {
    const found = parseFile(file, text, () => this.#edited(file, text));
    if (found?.errors.length === 0) {
      this.#damages.delete(file);
      this.#whole.set(file, text);
    } else this.#edited(file, text);
    return found;
  }

  #edited(file: string, text: string): TextRange | undefined {
    const whole = this.#wholeText(file);
    if (whole === undefined) return undefined;
    const stretch = changedStretch(whole, text);
    this.#damages.set(file, { stretch, lines: new LineIndex(text) });
    return stretch.after;
  }

  #wholeText(file: string): string | undefined {
    const known = this.#whole.get(file);
    if (known !== undefined) return known;
    const text = this.#onDisk(file);
    if (text === undefined || parseFile(file, text)?.errors.length !== 0) return undefined;
    this.#whole.set(file, text);
    return text;
  }

  /**
   * Findings as they are shown.
   * @param found with files as they are now
   * @param before when no file was damaged
   */
  findings(found: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
    const kept = before.flatMap((each) => this.#shifted(each) ?? []);
    const shown = new Map(kept.map((each) => [keyOf(each), each]));
    for (const each of found) if (shown.has(keyOf(each)) || this.#isTyped(each)) shown.set(keyOf(each), each);
    return inOrder([...shown.values()]);
  }

  /** Whether a finding is about code that was typed since the file was whole, or about no damaged file. */
  #isTyped(finding: Finding): boolean {
    const damaged = placesOf(finding).filter(({ file }) => this.#damages.has(file));
    if (!damaged.length) return true;
    return (
      certainRules.has(finding.rule) &&
      damaged.some(({ file, range }) => {
        const typed = this.#damages.get(file)?.stretch.after;
        return typed && range.end > typed.start && range.start < typed.end;
      })
    );
  }

  /** A finding where it is now; undefined when it was in what is damaged. */
  #shifted(finding: Finding): Finding | undefined {
    const { fix, ...rest } = finding;
    const place = this.#shiftedPlace(finding.place);
    const sink = this.#shiftedPlace(finding.sink);
    const chain = finding.chain.flatMap(({ place: at, label }) => {
      const shifted = this.#shiftedPlace(at);
      return shifted ? [{ place: shifted, label }] : [];
    });
    if (!place || !sink || chain.length < finding.chain.length) return undefined;
    const mended = fix && this.#shiftedFix(fix);
    const suggestions = finding.suggestions.flatMap((each) => this.#shiftedFix(each) ?? []);
    return { ...rest, place, sink, chain, suggestions, ...(mended && { fix: mended }) };
  }

  #shiftedFix(fix: CodeFix): CodeFix | undefined {
    const stretch = this.#damages.get(fix.file)?.stretch;
    const edits = fix.edits.flatMap(({ range, text }) => {
      const shifted = shift(range, stretch);
      return shifted ? [{ range: shifted, text }] : [];
    });
    return edits.length < fix.edits.length ? undefined : { ...fix, edits };
  }

  #shiftedPlace(place: SourcePlace): SourcePlace | undefined {
    const damage = this.#damages.get(place.file);
    const range = shift(place.range, damage?.stretch);
    return range && damage ? damage.lines.place(place.file, range) : range && place;
  }
}

function placesOf({ place, sink, chain }: Finding): readonly SourcePlace[] {
  return [place, sink, ...chain.map((link) => link.place)];
}

function shift(range: TextRange, stretch: ChangedStretch | undefined): TextRange | undefined {
  if (!stretch || range.end <= stretch.before.start) return range;
  if (range.start < stretch.before.end) return undefined;
  const by = stretch.after.end - stretch.before.end;
  return { start: range.start + by, end: range.end + by };
}

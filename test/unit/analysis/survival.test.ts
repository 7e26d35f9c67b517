import assert from "node:assert/strict";
import type { Finding } from "../../../src/analysis/finding";
import { createLintSession, type LintSession } from "../../../src/analysis/lintSession";
import { changedStretch } from "../../../src/syntax/edits";
import { parseFile } from "../../../src/syntax/parse";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { randomNumbers, seed } from "../../support/replayRandom";
import { survivalSamples } from "../../support/survivalSamples";

const isFull = process.env["SURVIVAL"] === "full";
const mutations = isFull ? 20_000 : 800;
/** Of the first samples every prefix is read, of the others one in so many: which ones, the seed says. */
const wholeSamples = isFull ? Infinity : 2;
const prefixStep = 7;

/** What is typed at the start of a statement, with and without the pairs that editors close. */
const typed = [
  'const extra = yield context.df.callActivity("more", { of: [1, 2] });',
  "if (order && order.lines.length > 0) { total += price(order); }",
  "const list: Map<string, Promise<number>> = new Map<string, Promise<number>>();",
  "for (const part of parts) { yield context.df.createTimer(part.at); }",
];

/** Shares of findings that stay, before and after the damage (design page analysis 1.2, with the second parse). */
class Shares {
  states = 0;
  phantoms = 0;
  readonly before = { all: 0, kept: 0 };
  readonly after = { all: 0, kept: 0 };

  count(whole: string, now: string, before: readonly Finding[], found: readonly Finding[]): void {
    this.states++;
    const { before: was, after: is } = changedStretch(whole, now);
    const key = ({ rule }: Finding, start: number) => `${rule} ${start}`;
    const present = new Set(found.map((each) => key(each, each.sink.range.start)));
    const expected = new Set<string>();
    for (const each of before) {
      const { start, end } = each.sink.range;
      const isBefore = end <= was.start;
      if (!isBefore && start < was.end) continue;
      const moved = key(each, isBefore ? start : start + is.end - was.end);
      expected.add(moved);
      const side = isBefore ? this.before : this.after;
      side.all++;
      if (present.has(moved)) side.kept++;
    }
    for (const each of found) {
      const { start, end } = each.sink.range;
      if ((end <= is.start || start >= is.end) && !expected.has(key(each, start))) this.phantoms++;
    }
  }

  check(least: { readonly before: number; readonly after: number }): void {
    const share = ({ kept, all }: { kept: number; all: number }) => (all ? (100 * kept) / all : 100);
    const told = `${this.states} states, before ${share(this.before).toFixed(1)} %, after ${share(this.after).toFixed(1)} %, ${this.phantoms} phantoms (TEST_SEED=${seed})`;
    if (isFull) console.log(`      ${told}`);
    assert.ok(this.states > 0, told);
    assert.ok(share(this.before) >= least.before && share(this.after) >= least.after, told);
    assert.ok(this.phantoms <= this.states / 1000, told);
  }
}

describe("findings while code is being typed", function () {
  this.timeout(300_000);

  it("finds what stands before the end of prefixes, and nothing that is not there", () => {
    const prefixes = { all: 0, found: 0, states: 0, phantoms: 0 };
    const begin = randomNumbers()(prefixStep);
    let samples = 0;
    forEachSample((file, text, session, whole) => {
      const isWhole = samples++ < wholeSamples;
      lintAs(session, file, "");
      for (let end = isWhole ? 0 : begin; end < text.length; end += isWhole ? 1 : prefixStep) {
        const prefix = text.slice(0, end);
        const found = lintAs(session, file, prefix);
        if (isDamaged(file, prefix)) countPrefix(prefixes, end, found, whole);
      }
    });
    const { all, found, states, phantoms } = prefixes;
    const told = `${states} prefixes, ${found} of ${all} found, ${phantoms} phantoms (TEST_SEED=${seed})`;
    if (isFull) console.log(`      ${told}`);
    assert.ok(states > 1000 && found >= 0.995 * all && phantoms <= states / 1000, told);
  });

  it(`keeps findings before and after ${mutations} random edits`, () => {
    const below = randomNumbers();
    const shares = new Shares();
    const perSample = mutations / Object.keys(survivalSamples).length;
    forEachSample((file, text, session, whole) => {
      for (let count = 0; count < perSample; count++) {
        const now = mutated(text, below);
        if (isDamaged(file, now)) shares.count(text, now, whole, lintAs(session, file, now));
        lintAs(session, file, text);
      }
    });
    shares.check({ before: 98.5, after: 90 });
  });

  for (const closes of [false, true]) {
    it(`keeps findings while statements are typed${closes ? " in an editor that closes pairs" : ""}`, () => {
      const shares = new Shares();
      forEachSample((file, text, session, whole) => {
        const lines = text.split("\n");
        const at = lines.findIndex((line) => /function\* ?\(/.test(line)) + 1;
        for (const statement of isFull ? typed : typed.slice(0, 2)) {
          for (let length = 1; length <= statement.length; length++) {
            const line = statement.slice(0, length);
            const now = [...lines.slice(0, at), `  ${line}${closes ? closing(line) : ""}`, ...lines.slice(at)].join(
              "\n",
            );
            if (isDamaged(file, now)) shares.count(text, now, whole, lintAs(session, file, now));
          }
          lintAs(session, file, text);
        }
      });
      shares.check({ before: 100, after: 100 });
    });
  }
});

function forEachSample(
  visit: (file: string, text: string, session: LintSession, whole: readonly Finding[]) => void,
): void {
  for (const [file, text] of Object.entries(survivalSamples)) {
    const session = createLintSession(memorySourceFiles({ [file]: text }));
    session.setFiles([file]);
    const { findings } = session.lint();
    assert.ok(findings.some(isCertain) && findings.length > 1, `${file} has something to lose`);
    visit(file, text, session, findings);
  }
}

/** What a prefix has to show, and what it shows that the whole file does not have there. */
function countPrefix(
  counts: { all: number; found: number; states: number; phantoms: number },
  end: number,
  found: readonly Finding[],
  whole: readonly Finding[],
): void {
  counts.states++;
  const starts = new Set(found.map(({ sink }) => sink.range.start));
  for (const { sink, chain } of whole.filter(isCertain)) {
    // What a helper does counts when the call and the helper are there.
    if (sink.range.end > end || chain.some(({ place }) => place.range.end > end)) continue;
    counts.all++;
    if (starts.has(sink.range.start)) counts.found++;
  }
  // Of one place another rule may speak when it is seen what becomes of the value.
  const real = new Set(whole.map(({ sink }) => sink.range.start));
  // What is wrong with the last word may be right with the next one.
  for (const { sink } of found) if (sink.range.end < end && !real.has(sink.range.start)) counts.phantoms++;
}

function isCertain({ rule }: Finding): boolean {
  return rule === "no-wall-clock" || rule === "no-random";
}

function lintAs(session: LintSession, file: string, text: string): readonly Finding[] {
  session.change([{ file, text }]);
  return session.lint().findings;
}

function isDamaged(file: string, text: string): boolean {
  return parseFile(file, text)?.errors.length !== 0;
}

const pieces = [
  ..."( ) { } [ ] < > = ; : , . ` ' \" + - * / & | ! ? x 1".split(" "),
  ...["if (", "const x =", "yield", "=> {", "function* (", "Promise<"],
];

/** One character, token or line gone, or something half-written put in. */
function mutated(text: string, below: (below: number) => number): string {
  const at = below(text.length);
  switch (below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at).replace(/^\s*(?:\w+|.)/, "");
    case 2:
      return text.slice(0, text.lastIndexOf("\n", at) + 1) + text.slice(at).replace(/^.*\n?/, "");
    default:
      return text.slice(0, at) + (pieces[below(pieces.length)] ?? "") + text.slice(at);
  }
}

/** What an editor has put behind the cursor. */
function closing(line: string): string {
  const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
  const open: string[] = [];
  let quote = "";
  for (const character of line) {
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === '"') quote = character;
    else if (pairs[character]) open.unshift(pairs[character]);
    else if (open[0] === character) open.shift();
  }
  return quote + open.join("");
}

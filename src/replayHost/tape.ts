import type { NondeterministicCall, RuntimePlace } from "../replay/debugMessages";

/** A value that the code got from outside the history: a clock, a random number. */
interface TapedValue {
  readonly api: string;
  readonly file: string;
  readonly line: number;
  readonly value: unknown;
}

/**
 * Makes runs repeatable even if the code is not deterministic: the first run records what each call gave, later runs
 * get the same values in the same order. Also feeds another process (`values`, `restore`).
 */
export class Tape {
  readonly calls: NondeterministicCall[] = [];
  private recorded: TapedValue[] = [];
  private position = 0;

  /** Start of a run. */
  rewind(): void {
    this.position = 0;
    this.calls.length = 0;
  }

  get values(): readonly unknown[] {
    return this.recorded;
  }

  restore(values: readonly unknown[]): void {
    this.recorded = values as TapedValue[];
  }

  /** Position to put back after an evaluation that must leave no trace. */
  mark(): number {
    return this.position;
  }

  reset(mark: number): void {
    this.position = mark;
  }

  /** The recorded value of this call, or `real()` when it is new. */
  take(api: string, place: RuntimePlace, tick: number, real: () => unknown): unknown {
    const known = this.recorded[this.position];
    const same = known?.api === api && known.file === place.file && known.line === place.line;
    const value = known && same ? known.value : real();
    if (!same) {
      this.recorded.length = this.position;
      this.recorded.push({ api, file: place.file, line: place.line, value });
    }
    this.position++;
    this.calls.push({ api, ...place, tick });
    return value;
  }
}

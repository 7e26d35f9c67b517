export interface FunctionRange {
  readonly name: string;
  readonly generator: boolean;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds the function around a place, in a file of any length. */
export class FunctionRanges {
  private readonly ranges: readonly FunctionRange[];
  /** Index of the function around each one, -1 at module level. */
  private readonly outer: readonly number[];

  /** `ranges`: in the order in which they begin. */
  constructor(ranges: readonly FunctionRange[]) {
    this.ranges = ranges;
    const outer: number[] = [];
    for (const [index, range] of ranges.entries()) outer.push(this.openAt(range, index - 1, outer));
    this.outer = outer;
  }

  /** Index of the innermost function around a place, -1 at module level. */
  innermost(place: Place): number {
    let [low, high] = [0, this.ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins(this.ranges[middle], place)) low = middle + 1;
      else high = middle;
    }
    return this.openAt(place, low - 1, this.outer);
  }

  /** The first of a function and those around it that has not ended before a place. */
  private openAt(place: Place, from: number, outer: readonly number[]): number {
    let index = from;
    while (index >= 0 && ended(this.ranges[index], place)) index = outer[index] ?? -1;
    return index;
  }
}

function begins(range: FunctionRange | undefined, { line, column }: Place): boolean {
  return range !== undefined && (range.line < line || (range.line === line && range.column <= column));
}

function ended(range: FunctionRange | undefined, { line, column }: Place): boolean {
  return range === undefined || range.endLine < line || (range.endLine === line && range.endColumn <= column);
}

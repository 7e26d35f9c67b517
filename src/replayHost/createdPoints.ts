import type { CodePoint } from "../replay/runRecord";

/** Places looked at before a map is made. */
const nearby = 4;

/**
 * Which call made which action. Actions are mostly asked for in the order in which they were made, so a look at the next
 * places, or the first again, finds them; a map of objects costs several times as much.
 */
export class CreatedPoints {
  private actions: object[] = [];
  private points: CodePoint[] = [];
  private next = 0;
  private map: Map<object, CodePoint> | undefined;

  clear(): void {
    this.actions = [];
    this.points = [];
    this.next = 0;
    this.map = undefined;
  }

  /** Of calls around one another that hand on one action, the outermost counts. */
  add(action: object, point: CodePoint): void {
    if (this.actions.at(-1) === action) this.points.pop();
    else this.actions.push(action);
    this.points.push(point);
    this.map?.set(action, point);
  }

  find(action: object): CodePoint | undefined {
    return this.findFrom(this.next, action) ?? this.findFrom(0, action) ?? this.findFar(action);
  }

  private findFrom(start: number, action: object): CodePoint | undefined {
    const end = Math.min(start + nearby, this.actions.length);
    for (let index = start; index < end; index++) {
      if (this.actions[index] !== action) continue;
      this.next = index + 1;
      return this.points[index];
    }
    return undefined;
  }

  private findFar(action: object): CodePoint | undefined {
    this.map ??= new Map(this.entries());
    return this.map.get(action);
  }

  private *entries(): Generator<[object, CodePoint]> {
    for (const [index, point] of this.points.entries()) {
      const action = this.actions[index];
      if (action) yield [action, point];
    }
  }
}

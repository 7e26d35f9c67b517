import type { Box, Point } from "./geometry";

/** From where to where a layer of nodes reaches. */
export interface Column {
  readonly middle: number;
  readonly left: number;
  readonly right: number;
}

/** Layers from left to right; nodes of one share their middle. */
export function columnsOf(boxes: readonly Box[]): readonly Column[] {
  const columns = new Map<number, Column>();
  for (const { x, width } of boxes) {
    const middle = Math.round(x);
    const { left = x, right = x } = columns.get(middle) ?? {};
    columns.set(middle, { middle, left: Math.min(left, x - width / 2), right: Math.max(right, x + width / 2) });
  }
  return [...columns.values()];
}

/** The layer that a point of an arrow passes. */
export function columnAt(columns: readonly Column[], { x }: Point): Column | undefined {
  return columns.find(({ middle }) => Math.abs(middle - x) <= 1);
}

/**
 * From the side of one box to the side of another, through points that lie in gaps between boxes: level wherever it
 * passes a layer, so that it crosses none of its boxes.
 */
export function arrowPath(source: Box, target: Box, through: readonly Point[], columns: readonly Column[]): string {
  const direction = target.x >= source.x ? 1 : -1;
  const side = ({ x, y, width }: Box, sign: number) => ({ x: x + (sign * width) / 2, y });
  const start = side(source, direction);
  const end = side(target, -direction);
  const inner = through.flatMap(({ x, y }) => {
    const column = columnAt(columns, { x, y });
    if (!column) return [{ x, y }];
    const sides = [
      { x: column.left, y },
      { x: column.right, y },
    ];
    return direction === 1 ? sides : sides.reverse();
  });
  const isBetween = ({ x }: Point) => (x - start.x) * direction > 0 && (end.x - x) * direction > 0;
  return levelCurve([start, ...inner.filter(isBetween), end]);
}

/** Below a box and back to it, around a label at that height. */
export function loopPath({ x, y, width, height }: Box, labelY: number): string {
  const [left, right, bottom] = [x - width / 4, x + width / 4, y + height / 2];
  const depth = labelY + (labelY - bottom) / 3;
  return `M${right},${bottom}C${right},${depth} ${left},${depth} ${left},${bottom}`;
}

/** Level at each of the points. */
function levelCurve([first, ...others]: readonly Point[]): string {
  if (!first) return "";
  let path = `M${first.x},${first.y}`;
  let last = first;
  for (const point of others) {
    const half = (last.x + point.x) / 2;
    path += last.y === point.y ? `H${point.x}` : `C${half},${last.y} ${half},${point.y} ${point.x},${point.y}`;
    last = point;
  }
  return path;
}

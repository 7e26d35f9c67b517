import type { GraphNodeKind } from "../../analysis/graph/graphTypes";
import type { Size } from "./geometry";

/** Room beside the text for what a shape has at its sides, on each side. */
export const sideRoom: Readonly<Record<GraphNodeKind, number>> = {
  client: 20,
  code: 22,
  orchestrator: 20,
  subOrchestrator: 20,
  activity: 14,
  entity: 14,
  event: 24,
  unknown: 14,
};

const bar = 7;
const slant = 12;
const roundness = 9;
/** Half the height of the ellipse on a drum. */
const lid = 5;

/** The outline of a kind around 0,0 as an SVG path: shapes differ, so that colour is never all that tells kinds apart. */
export function shapeOf(kind: GraphNodeKind, { width, height }: Size): string {
  const [x, y] = [width / 2, height / 2];
  switch (kind) {
    case "orchestrator":
      return `${rectangle(x, y)}${line(bar - x, y)}${line(x - bar, y)}`;
    case "subOrchestrator":
      return `${rectangle(x, y)}${line(bar - x, y)}`;
    case "unknown":
      return rectangle(x, y);
    case "activity":
      return rounded(x, y, roundness);
    case "client":
      return rounded(x, y, y);
    case "code":
      return polygon([slant - x, -y], [x, -y], [x - slant, y], [-x, y]);
    case "event":
      return polygon([slant - x, -y], [x - slant, -y], [x, 0], [x - slant, y], [slant - x, y], [-x, 0]);
    case "entity":
      return drum(x, y);
  }
}

function rectangle(x: number, y: number): string {
  return polygon([-x, -y], [x, -y], [x, y], [-x, y]);
}

function polygon(...corners: readonly (readonly [number, number])[]): string {
  return `M${corners.map(([x, y]) => `${x},${y}`).join("L")}Z`;
}

function line(x: number, y: number): string {
  return `M${x},${-y}V${y}`;
}

function rounded(x: number, y: number, radius: number): string {
  const [across, down] = [2 * (x - radius), 2 * (y - radius)];
  const corner = (dx: number, dy: number) => `a${radius},${radius} 0 0 1 ${dx},${dy}`;
  const top = `M${radius - x},${-y}h${across}${corner(radius, radius)}v${down}`;
  return `${top}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}Z`;
}

function drum(x: number, y: number): string {
  const half = (to: number, sweep: 0 | 1) => `A${x},${lid} 0 0 ${sweep} ${to},`;
  const [top, bottom] = [lid - y, y - lid];
  return `M${-x},${top}${half(x, 1)}${top}V${bottom}${half(-x, 1)}${bottom}ZM${-x},${top}${half(x, 0)}${top}`;
}

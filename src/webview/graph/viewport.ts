import type { Box, Point, Size } from "./geometry";

/** What of the picture is seen: a point of it is shown at `point * scale + (x, y)`. */
export interface View extends Point {
  readonly scale: number;
}

const smallest = 0.1;
const largest = 4;
/** The first look shows text that can be read, even when not all of the picture fits. */
const smallestAtFirst = 0.7;
/** Between the picture and the border, in pixels. */
const margin = 24;

export function fitted(picture: Size, window: Size, isFirst: boolean): View {
  const fit = Math.min(1, (window.width - margin) / picture.width, (window.height - margin) / picture.height);
  const scale = limited(isFirst ? Math.max(fit, smallestAtFirst) : fit);
  return { scale, x: middle(window.width, picture.width * scale), y: middle(window.height, picture.height * scale) };
}

/** Zooms around a point of the window, which stays where it is. */
export function zoomed(view: View, factor: number, around: Point): View {
  const scale = limited(view.scale * factor);
  const moved = (at: number, offset: number) => at - ((at - offset) * scale) / view.scale;
  return { scale, x: moved(around.x, view.x), y: moved(around.y, view.y) };
}

export function panned(view: View, x: number, y: number): View {
  return { ...view, x: view.x + x, y: view.y + y };
}

/** Moves as little as it takes to show a box, given by its middle. */
export function revealing(view: View, { x, y, width, height }: Box, window: Size): View {
  const shift = (at: number, size: number, offset: number, limit: number) => {
    const [start, end] = [(at - size / 2) * view.scale + offset, (at + size / 2) * view.scale + offset];
    if (start < margin) return margin - start;
    return end > limit - margin ? Math.max(limit - margin - end, margin - start) : 0;
  };
  return panned(view, shift(x, width, view.x, window.width), shift(y, height, view.y, window.height));
}

/** What is too large begins at the border. */
function middle(window: number, size: number): number {
  return Math.max(margin / 2, (window - size) / 2);
}

function limited(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale));
}

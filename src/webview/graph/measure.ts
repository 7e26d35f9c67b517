import type { GraphNode } from "../../analysis/graph/graphTypes";
import { shownName } from "./draw";
import type { Size } from "./geometry";
import type { Measure } from "./layout";
import { sideRoom } from "./shapes";

/** As in graph.css, in pixels. */
const fonts = { name: "600 13px", caption: "11px", label: "11px" };
const nodeHeight = 46;
const drumHeight = 54;
const narrowest = 90;
const labelHeight = 16;
/** Around the text of a label. */
const labelRoom = 10;

/** Measures texts in the editor's font. */
export function measureIn(family: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const widthOf = (text: string, font: string): number => {
    if (!context) return text.length * 8;
    context.font = `${font} ${family}`;
    return Math.ceil(context.measureText(text).width);
  };
  return {
    node(node: GraphNode): Size {
      const text = Math.max(widthOf(shownName(node), fonts.name), widthOf(node.caption, fonts.caption));
      return {
        width: Math.max(narrowest, text + 2 * sideRoom[node.kind]),
        height: node.kind === "entity" ? drumHeight : nodeHeight,
      };
    },
    label: (text) => ({ width: widthOf(text, fonts.label) + labelRoom, height: labelHeight }),
  };
}

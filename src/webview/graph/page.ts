import type { FunctionGraph } from "../../analysis/graph/graphTypes";
import type { FromGraphView, GraphViewState } from "../messages";
import { drawPicture } from "./draw";
import { find, nodeOf } from "./elements";
import type { Point, Size } from "./geometry";
import { placeGraph, type Picture, type PlacedNode } from "./layout";
import { measureIn } from "./measure";
import { fitted, panned, revealing, zoomed, type View } from "./viewport";

export interface PagePorts {
  tell(message: FromGraphView): void;
  /** Keeps what is seen for when the panel is shown again. */
  keep(state: GraphViewState): void;
  readonly kept: View | undefined;
}

const zoomStep = 1.25;
/** Of the arrow keys, in pixels. */
const panStep = 60;
/** A wheel's delta in pixels that doubles the size. */
const wheelDoubling = 300;

/** The picture of an app's functions: draws it, and lets it be moved, zoomed and clicked. */
export class GraphPage {
  readonly #ports: PagePorts;
  readonly #window = find("picture", SVGSVGElement);
  readonly #drawing = find("drawing", SVGGElement);
  #graph: FunctionGraph | undefined;
  #picture: Picture = { nodes: [], arrows: [], width: 1, height: 1 };
  #view: View | undefined;

  constructor(ports: PagePorts) {
    this.#ports = ports;
    this.#view = ports.kept;
    this.#onButtons();
    this.#onNodes();
    this.#onPointer();
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Draws a graph; what is seen, and which node has the focus, stays. */
  show(graph: FunctionGraph): void {
    if (JSON.stringify(graph) === JSON.stringify(this.#graph)) return;
    this.#graph = graph;
    const focused = nodeOf(document.activeElement);
    this.#picture = placeGraph(graph, measureIn(getComputedStyle(document.body).fontFamily));
    this.#drawing.replaceChildren(...drawPicture(this.#picture));
    const isEmpty = graph.nodes.length === 0;
    find("empty", HTMLElement).hidden = !isEmpty;
    this.#window.toggleAttribute("hidden", isEmpty);
    find("summary", HTMLElement).textContent = summaryOf(graph);
    this.#see(this.#view ?? fitted(this.#picture, this.#size(), true));
    if (focused !== undefined) this.#elementOf(focused)?.focus();
  }

  #size(): Size {
    const { width, height } = this.#window.getBoundingClientRect();
    return { width, height };
  }

  #see(view: View): void {
    this.#view = view;
    this.#drawing.setAttribute("transform", `translate(${view.x},${view.y}) scale(${view.scale})`);
    if (this.#graph) this.#ports.keep({ root: this.#graph.root, view });
  }

  #change(by: (view: View, size: Size) => View): void {
    if (this.#view) this.#see(by(this.#view, this.#size()));
  }

  #zoom(factor: number, around?: Point): void {
    this.#change((view, { width, height }) => zoomed(view, factor, around ?? { x: width / 2, y: height / 2 }));
  }

  #fit(): void {
    this.#change((_view, size) => fitted(this.#picture, size, false));
  }

  #onButtons(): void {
    const on = (id: string, action: () => void) => find(id, HTMLElement).addEventListener("click", action);
    on("zoomOut", () => this.#zoom(1 / zoomStep));
    on("zoomIn", () => this.#zoom(zoomStep));
    on("fit", () => this.#fit());
    on("copy", () => this.#ports.tell({ kind: "copyMermaid" }));
  }

  #onNodes(): void {
    this.#drawing.addEventListener("click", ({ target }) => this.#open(nodeOf(target)));
    this.#drawing.addEventListener("focusin", ({ target }) => {
      this.#reveal(nodeOf(target));
      this.#mark(nodeOf(target));
    });
    // Code that opens beside the picture takes half of its room.
    new ResizeObserver(() => this.#reveal(nodeOf(document.activeElement))).observe(this.#window);
    this.#drawing.addEventListener("focusout", () => this.#mark(undefined));
    this.#drawing.addEventListener("pointerover", ({ target }) => this.#mark(nodeOf(target)));
    this.#drawing.addEventListener("pointerout", () => this.#mark(nodeOf(document.activeElement)));
  }

  #reveal(id: string | undefined): void {
    const placed = this.#placed(id);
    if (placed) this.#change((view, size) => revealing(view, placed, size));
  }

  /** Brings out what a node has to do with others. */
  #mark(id: string | undefined): void {
    for (const arrow of this.#drawing.querySelectorAll<SVGGElement>(".arrow")) {
      const ends = JSON.parse(arrow.dataset["ends"] ?? "[]") as readonly string[];
      arrow.classList.toggle("marked", id !== undefined && ends.includes(id));
    }
  }

  #open(id: string | undefined): void {
    const placed = this.#placed(id);
    if (placed) this.#ports.tell({ kind: "open", place: placed.node.place });
  }

  #placed(id: string | undefined): PlacedNode | undefined {
    return this.#picture.nodes.find(({ node }) => node.id === id);
  }

  #elementOf(id: string): SVGElement | undefined {
    return [...this.#drawing.querySelectorAll<SVGElement>(".node")].find((element) => nodeOf(element) === id);
  }

  #onPointer(): void {
    this.#window.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#window.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || nodeOf(event.target) !== undefined) return;
      this.#window.setPointerCapture(event.pointerId);
      this.#window.classList.add("grabbed");
    });
    this.#window.addEventListener("pointermove", ({ pointerId, movementX, movementY }) => {
      if (this.#window.hasPointerCapture(pointerId)) this.#change((view) => panned(view, movementX, movementY));
    });
    this.#window.addEventListener("lostpointercapture", () => this.#window.classList.remove("grabbed"));
  }

  /** As in editors of pictures: the wheel moves, with Ctrl (or two fingers that spread) it zooms. */
  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [x, y] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
    if (!event.ctrlKey && !event.metaKey) this.#change((view) => panned(view, -x * lines, -y * lines));
    else this.#zoom(2 ** ((-event.deltaY * lines) / wheelDoubling), { x: event.offsetX, y: event.offsetY });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = this.#actions[event.key];
    const node = event.key === "Enter" || event.key === " " ? nodeOf(event.target) : undefined;
    if (node === undefined && !action) return;
    event.preventDefault();
    if (node === undefined) action?.();
    else this.#open(node);
  }

  readonly #actions: Readonly<Record<string, () => void>> = {
    "+": () => this.#zoom(zoomStep),
    "=": () => this.#zoom(zoomStep),
    "-": () => this.#zoom(1 / zoomStep),
    "0": () => this.#fit(),
    ArrowLeft: () => this.#change((view) => panned(view, panStep, 0)),
    ArrowRight: () => this.#change((view) => panned(view, -panStep, 0)),
    ArrowUp: () => this.#change((view) => panned(view, 0, panStep)),
    ArrowDown: () => this.#change((view) => panned(view, 0, -panStep)),
  };
}

function summaryOf({ nodes }: FunctionGraph): string {
  const count = (kinds: readonly string[]) => nodes.filter(({ kind }) => kinds.includes(kind)).length;
  const orchestrators = count(["orchestrator", "subOrchestrator"]);
  const activities = count(["activity"]);
  const word = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  return `${word(orchestrators, "orchestrator", "orchestrators")}, ${word(activities, "activity", "activities")}`;
}

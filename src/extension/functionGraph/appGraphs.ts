import type { FunctionGraph, GraphNode } from "../../analysis/graph/graphTypes";
import type { AppIndex } from "../../analysis/names/appIndex";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import { Emitter } from "../../base/emitter";
import type { SourcePlace } from "../../base/sourcePlace";
import type { EditorFinding } from "../../worker/messages";
import type { LintClient } from "../diagnostics/lintClient";

export interface AppGraphsPorts {
  /** The thread that reads the workspace's code. */
  readonly client: Pick<LintClient, "state" | "onDidChange" | "ask" | "upToDate">;
  /** Resolves once it is decided whether there is code to read. */
  readonly begun: Promise<unknown>;
  /** Folders of the workspace's apps. */
  roots(): Promise<readonly string[]>;
}

/** The graphs of the workspace's apps and what the check finds in them, as the code is now. */
export class AppGraphs implements Disposable {
  readonly #ports: AppGraphsPorts;
  readonly #lifetime = new DisposableStore();
  readonly #changes = new Emitter<undefined>();
  /** Fires when a graph, or the number of findings of a function, is another. */
  readonly onDidChange = this.#changes.event;
  #graphs: readonly FunctionGraph[] = [];
  /** By app and function: the findings in its code. */
  #counts: ReadonlyMap<string, number> = new Map();
  #reading: Promise<void> = Promise.resolve();
  #round = 0;

  constructor(ports: AppGraphsPorts) {
    this.#ports = ports;
    this.#lifetime.add(ports.client.onDidChange((state) => this.#follow(state.kind === "running" && state.isBusy)));
  }

  /** Once the code has been read: a graph for each app, in the order of their folders. */
  async known(): Promise<readonly FunctionGraph[]> {
    await this.#ports.begun;
    for (;;) {
      await this.#ports.client.upToDate();
      const round = this.#round;
      await this.#reading;
      // What was read while the code changed again was not kept.
      if (round === this.#round) return this.#graphs;
    }
  }

  /** How much the check found in what a function's own code runs. */
  findingsOf(root: string, { name }: Pick<GraphNode, "name">): number {
    return this.#counts.get(keyOf(root, name)) ?? 0;
  }

  dispose(): void {
    this.#lifetime.dispose();
  }

  #follow(isBusy: boolean): void {
    const round = ++this.#round;
    if (!isBusy) this.#reading = this.#read(round);
  }

  async #read(round: number): Promise<void> {
    const { client } = this.#ports;
    const asked = (await this.#ports.roots()).map((root) => client.ask("functions", { root }));
    const indexes = (await Promise.all(asked)).filter((index) => index !== undefined);
    const { functionGraph } = await import("../../analysis/graph/functionGraph");
    // Another answer is under way, or has come before this one.
    if (round !== this.#round) return;
    const findings = "result" in client.state ? client.state.result.findings : [];
    const before = JSON.stringify([this.#graphs, [...this.#counts]]);
    this.#graphs = indexes.map(functionGraph);
    this.#counts = new Map(indexes.flatMap((index) => countsOf(index, findings)));
    if (JSON.stringify([this.#graphs, [...this.#counts]]) !== before) this.#changes.fire(undefined);
  }
}

function countsOf({ root, functions }: AppIndex, findings: readonly EditorFinding[]): readonly [string, number][] {
  return functions.flatMap(({ name, handler }): [string, number][] => {
    const count = handler ? findings.filter(({ place }) => holds(handler, place)).length : 0;
    return count ? [[keyOf(root, name), count]] : [];
  });
}

function holds(code: SourcePlace, { file, range }: SourcePlace): boolean {
  return file === code.file && range.start >= code.range.start && range.end <= code.range.end;
}

/** Case does not count in names of functions (WJ/FunctionName.cs:58-60). */
function keyOf(root: string, name: string): string {
  return `${root}\0${name.toLowerCase()}`;
}

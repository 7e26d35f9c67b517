import { CallGraph, type GraphNode } from "../linker/callGraph";
import { Calls, idOf, type Call, type FunctionPlace } from "../linker/calls";
import type { Program } from "../linker/program";
import { LeadingFiles } from "./leadingFiles";
import { mayComeFrom } from "./mayComeFrom";

/** A registered function and where its code begins. */
export interface Root {
  readonly name: string;
  readonly handlers: readonly FunctionPlace[];
}

/** Calls in files that can lead somewhere. */
class LeadingCalls extends Calls {
  readonly #program: Program;
  readonly #files: ReadonlySet<string>;

  constructor(program: Program, files: ReadonlySet<string>) {
    super(program);
    this.#program = program;
    this.#files = files;
  }

  override of(place: FunctionPlace): readonly Call[] {
    const summary = this.#files.has(place.file) ? this.#program.summaryOf(place.file) : undefined;
    if (!summary) return noCalls;
    const imported = (specifier: string) => {
      const found = this.#program.resolve(place.file, specifier);
      return found?.kind === "file" && this.#files.has(found.file);
    };
    return this.callsIn(place, (callee) => mayComeFrom(callee, summary, { imported, own: true }));
  }
}

const noCalls: readonly Call[] = [];

/** Which registered functions run a piece of code, also through helpers. Ways are kept until calls lead elsewhere. */
export class Callers {
  readonly #program: Program;
  readonly #files: LeadingFiles;
  #leading: ReadonlySet<string> | undefined;
  #graph: CallGraph;
  #changed = new Set<string>();
  #state = "";
  #callers: ReadonlyMap<GraphNode, readonly GraphNode[]> = new Map();
  #names: ReadonlyMap<GraphNode, readonly string[]> = new Map();
  readonly #known = new Map<GraphNode, ReadonlySet<string>>();

  constructor(program: Program) {
    this.#program = program;
    this.#files = new LeadingFiles(program);
    this.#graph = this.#newGraph(new Set());
  }

  /** To be told of files whose functions may call others than before. */
  changed(files: Iterable<string>): void {
    for (const file of files) this.#changed.add(file);
  }

  /**
   * To be called before `of`.
   * @param roots all registered functions of an app
   * @param files its files
   * @param asked those that `of` will be asked about
   */
  follow(roots: readonly Root[], files: Iterable<string>, asked: readonly string[]): void {
    const leading = this.#files.to(asked, files, this.#changed);
    if (leading !== this.#leading) {
      this.#leading = leading;
      this.#graph = this.#newGraph(leading);
      this.#state = "";
    }
    this.#graph.begin(this.#changed);
    this.#changed = new Set();
    for (const { handlers } of roots) for (const place of handlers) this.#graph.reach(place);
    const state = [this.#graph.version, ...roots.map(stateOf)].join("\0\0");
    if (state === this.#state) return;
    this.#state = state;
    this.#known.clear();
    this.#callers = callersOf(this.#graph.reached);
    const names = new Map<GraphNode, string[]>();
    for (const { name, handlers } of roots)
      for (const place of handlers) listAt(names, this.#graph.nodeOf(place)).push(name);
    this.#names = names;
  }

  #newGraph(leading: ReadonlySet<string>): CallGraph {
    return new CallGraph(new LeadingCalls(this.#program, leading), () => undefined);
  }

  /** Names of the functions that run the code of a function, in alphabetical order. */
  of({ file, key }: FunctionPlace): readonly string[] {
    const { functions } = this.#program.summaryOf(file) ?? {};
    const found = new Set<string>();
    // Code that is kept for later runs where it is written, as far as can be seen.
    for (let at: string | undefined = key; at !== undefined && at !== ""; at = functions?.get(at)?.outer)
      for (const name of this.#ofNode(this.#graph.nodeOf({ file, key: at }))) found.add(name);
    return [...found].sort();
  }

  #ofNode(node: GraphNode): ReadonlySet<string> {
    const known = this.#known.get(node);
    if (known) return known;
    const names = new Set<string>();
    const seen = new Set([node]);
    for (const each of seen) {
      for (const name of this.#names.get(each) ?? []) names.add(name);
      for (const caller of this.#callers.get(each) ?? []) seen.add(caller);
    }
    this.#known.set(node, names);
    return names;
  }
}

function stateOf({ name, handlers }: Root): string {
  return [name, ...handlers.map(idOf)].join("\0");
}

function callersOf(reached: readonly GraphNode[]): ReadonlyMap<GraphNode, readonly GraphNode[]> {
  const callers = new Map<GraphNode, GraphNode[]>();
  for (const node of reached) for (const target of new Set(node.targets)) listAt(callers, target).push(node);
  return callers;
}

function listAt<T>(lists: Map<GraphNode, T[]>, node: GraphNode): T[] {
  const list = lists.get(node) ?? [];
  lists.set(node, list);
  return list;
}

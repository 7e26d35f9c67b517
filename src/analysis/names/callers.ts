import { isSameList } from "../../base/lists";
import { CallGraph, type GraphNode } from "../linker/callGraph";
import { Calls, wholeCalls, type Call, type FunctionPlace } from "../linker/calls";
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
    return wholeCalls(this.callsIn(place, (callee) => mayComeFrom(callee, summary, { imported, own: true })));
  }

  override beginningsOf(place: FunctionPlace): readonly FunctionPlace[] {
    return [place];
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
  #roots: readonly Root[] = [];
  #callers: ReadonlyMap<GraphNode, readonly GraphNode[]> = new Map();
  #names: ReadonlyMap<GraphNode, readonly string[]> = new Map();
  #known = new Map<GraphNode, ReadonlySet<string>>();

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
   * @param files its files; another map when some came or went
   * @param asked those that `of` will be asked about
   * @returns whether `of` answers what it did, for functions that did not change themselves
   */
  follow(roots: readonly Root[], files: ReadonlyMap<string, unknown>, asked: readonly string[]): boolean {
    const changed = this.#changed;
    this.#changed = new Set();
    const leading = this.#files.to(asked, files, changed);
    const leadElsewhere = leading !== this.#leading;
    const areSame = isSameList(roots, this.#roots, isSameRoot);
    if (leadElsewhere) {
      this.#leading = leading;
      this.#graph = this.#newGraph(leading);
    } else if (this.#graph.isAsBefore(changed) && areSame) return true;
    this.#roots = roots;
    this.#graph.begin(new Set());
    for (const { handlers } of roots) for (const place of handlers) this.#graph.reach(place);
    this.#known = new Map();
    this.#callers = callersOf(this.#graph.reached);
    this.#names = this.#namesOf(roots);
    return false;
  }

  #namesOf(roots: readonly Root[]): ReadonlyMap<GraphNode, readonly string[]> {
    const names = new Map<GraphNode, string[]>();
    for (const { name, handlers } of roots)
      for (const place of handlers) listAt(names, this.#graph.nodeOf(place)).push(name);
    return names;
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

function isSameRoot(one: Root, other: Root): boolean {
  return one === other || (one.name === other.name && isSameList(one.handlers, other.handlers, isSamePlace));
}

function isSamePlace(one: FunctionPlace, other: FunctionPlace): boolean {
  return one.file === other.file && one.key === other.key;
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

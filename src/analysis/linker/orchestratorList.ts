import { isSameList } from "../../base/lists";
import type { CallGraph } from "./callGraph";
import { idOf } from "./calls";
import { exportedFunctions, likelyOrchestrators, registeredOrchestrators, type Orchestrator } from "./orchestrators";
import type { Program } from "./program";

interface InFile {
  readonly registered: readonly Orchestrator[];
  readonly likely: readonly Orchestrator[];
  /** Keys of those of its own functions, in one text. */
  readonly ownKeys: string;
}

/** The orchestrators of the files that are looked at; those of files that did not change are kept. */
export class OrchestratorList {
  readonly #program: Program;
  readonly #graph: CallGraph;
  readonly #inFiles = new Map<string, InFile>();
  #all: readonly Orchestrator[] = [];
  /** File → keys of its functions that are orchestrators, in one text. */
  #keys: ReadonlyMap<string, string> = new Map();

  constructor(program: Program, graph: CallGraph) {
    this.#program = program;
    this.#graph = graph;
  }

  get all(): readonly Orchestrator[] {
    return this.#all;
  }

  /**
   * Reads a file that changed.
   * @returns whether it has the orchestrators that it had
   */
  read(file: string): boolean {
    const registered = registeredOrchestrators(this.#program, file);
    const likely = likelyOrchestrators(this.#program, file);
    if (!registered.length && !likely.length) return this.forget(file);
    const known = this.#inFiles.get(file);
    if (known && isSameList(registered, known.registered, isSame) && isSameList(likely, known.likely, isSame))
      return true;
    const ownKeys = joined([...registered, ...likely].filter((each) => each.file === file));
    this.#inFiles.set(file, { registered, likely, ownKeys });
    return false;
  }

  /** @returns whether it had none */
  forget(file: string): boolean {
    return !this.#inFiles.delete(file);
  }

  reachRegistered(file: string): void {
    for (const each of this.#inFiles.get(file)?.registered ?? []) this.#graph.reach(each);
  }

  /** Keys of the functions of a file that are orchestrators. */
  keysIn(file: string): string {
    return this.#keys.get(file) ?? "";
  }

  /** The same before anything is known of other files. */
  expectedIn(file: string): string {
    return this.#all.length ? this.keysIn(file) : (this.#inFiles.get(file)?.ownKeys ?? "");
  }

  /**
   * To be called after those that are registered in the files were reached: follows all others.
   * @returns files whose orchestrators are others than before
   */
  update(files: readonly string[], roots: readonly string[]): readonly string[] {
    const all = new Map<string, Orchestrator>();
    const add = (each: Orchestrator) => {
      if (!all.has(idOf(each))) all.set(idOf(each), each);
      this.#graph.reach(each);
    };
    for (const file of files) this.#inFiles.get(file)?.registered.forEach(add);
    for (const file of roots) exportedFunctions(this.#program, file).forEach(add);
    for (const file of files) {
      for (const each of this.#inFiles.get(file)?.likely ?? []) if (!this.#graph.isReached(each)) add(each);
    }
    this.#all = [...all.values()];
    const before = this.#keys;
    this.#keys = keysByFile(this.#all);
    const known = new Set([...before.keys(), ...this.#keys.keys()]);
    return [...known].filter((file) => before.get(file) !== this.#keys.get(file));
  }
}

function isSame(one: Orchestrator, other: Orchestrator): boolean {
  return one.name === other.name && idOf(one) === idOf(other);
}

function keysByFile(orchestrators: readonly Orchestrator[]): ReadonlyMap<string, string> {
  const byFile = new Map<string, Orchestrator[]>();
  for (const each of orchestrators) {
    const own = byFile.get(each.file);
    if (own) own.push(each);
    else byFile.set(each.file, [each]);
  }
  return new Map([...byFile].map(([file, own]) => [file, joined(own)]));
}

/** Equal for the same keys, whatever order they were found in. */
function joined(orchestrators: readonly Orchestrator[]): string {
  return [...new Set(orchestrators.map(({ key }) => key))].sort().join("\0");
}

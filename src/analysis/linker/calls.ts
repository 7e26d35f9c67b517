import type { TextRange } from "../../base/sourcePlace";
import { moduleKey, type CallSite, type Reference } from "../../syntax/summary";
import type { Program } from "./program";
import type { Value } from "./values";

/** A function of the program. */
export interface FunctionPlace {
  readonly file: string;
  /** As in `FileSummary.functions`. */
  readonly key: string;
}

/** A call in a function, and the function that it may run. */
export interface Call {
  readonly range: TextRange;
  readonly target: FunctionPlace;
  /** It only logs, judging by its name. */
  readonly isLogging: boolean;
}

export function idOf({ file, key }: FunctionPlace): string {
  return `${file}\0${key}`;
}

/** The functions that the functions of a program call. */
export class Calls {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  of(place: FunctionPlace): readonly Call[] {
    return this.#program.memo.get(place.file, `calls ${place.key}`, () => this.callsIn(place));
  }

  /** @param isWanted asked of a callee before it is looked for */
  protected callsIn(place: FunctionPlace, isWanted: (callee: Reference) => boolean = () => true): readonly Call[] {
    const calls = this.#program.summaryOf(place.file)?.functions.get(place.key)?.calls ?? [];
    return calls.flatMap((call) => (isWanted(call.callee) ? this.#targetsOf(place.file, call) : []));
  }

  #targetsOf(file: string, site: CallSite): readonly Call[] {
    if (site.isGuarded || this.#isHandedToGuard(file, site)) return [];
    const { kind, callee, range, isLogging = false } = site;
    const values = this.#program.evaluator.evaluate(file, callee);
    return values.flatMap((value) => {
      const target = this.#run(value, kind);
      return target ? [{ range, target, isLogging }] : [];
    });
  }

  /** `ifNotReplaying(() => report())`: who receives the function calls it only when nothing is replayed. */
  #isHandedToGuard(file: string, { kind, handedTo }: CallSite): boolean {
    if (!handedTo || kind === "call" || kind === "new") return false;
    return this.#program.evaluator.evaluate(file, handedTo.callee).some((value) => {
      const receiver = value.kind === "function" && this.#program.visibleOf(value.file)?.functions.get(value.key);
      return receiver && receiver.guardedParameters.includes(handedTo.index);
    });
  }

  #run(value: Value, kind: CallSite["kind"]): FunctionPlace | undefined {
    if (value.kind === "function") return { file: value.file, key: value.key };
    if (value.kind !== "class" || kind !== "new") return undefined;
    const made = this.#program.evaluator.constructorOf(value.file, value.key);
    return made?.kind === "function" ? { file: made.file, key: made.key } : undefined;
  }

  /** Whether `inner` is written inside of `outer`. */
  isWithin(inner: FunctionPlace, outer: FunctionPlace): boolean {
    if (inner.file !== outer.file) return false;
    const { functions } = this.#program.summaryOf(inner.file) ?? {};
    for (let key: string | undefined = inner.key; key !== undefined && key !== moduleKey;) {
      if (key === outer.key) return true;
      key = functions?.get(key)?.outer;
    }
    return false;
  }
}

import type { TextRange } from "../../base/sourcePlace";
import { mayBeOwn } from "../../syntax/referenceParts";
import { moduleKey, type CallSite, type HandedTo, type Reference } from "../../syntax/summary";
import { HandedFunctions } from "./handedFunctions";
import { omissionsOf, type Omission } from "./omissions";
import type { Program } from "./program";
import type { Value } from "./values";

/** A function of the program. */
export interface FunctionPlace {
  readonly file: string;
  /** As in `FileSummary.functions`. */
  readonly key: string;
  /** Only what runs where the argument at this position is left out: `at ?? clock()`. */
  readonly without?: number;
}

/** A call in a function, and the function that it may run. */
export interface Call {
  readonly range: TextRange;
  readonly target: FunctionPlace;
  /** It only logs, judging by its name. */
  readonly isLogging: boolean;
}

export function idOf({ file, key, without }: FunctionPlace): string {
  return without === undefined ? `${file}\0${key}` : `${file}\0${key}\0${without}`;
}

/** Calls of a function; by position of a parameter, those that only run where it is left out. */
export type CallsOfFunction = ReadonlyMap<number | undefined, readonly Call[]>;

const noCalls: readonly Call[] = [];

/** All calls, as of functions that are not told apart by what they are given. */
export function wholeCalls(calls: CallsOfFunction): readonly Call[] {
  return [...calls.values()].flat().filter(({ target }) => target.without === undefined);
}

/** The functions that the functions of a program call. */
export class Calls {
  readonly #program: Program;
  readonly #handed: HandedFunctions;

  constructor(program: Program) {
    this.#program = program;
    this.#handed = new HandedFunctions(program);
  }

  of(place: FunctionPlace): readonly Call[] {
    const { file, key, without } = place;
    return this.#program.memo.get(file, `calls ${key}`, () => this.callsIn(place)).get(without) ?? noCalls;
  }

  /** All calls of a function, whatever it is given. */
  allOf({ file, key }: FunctionPlace): readonly Call[] {
    return wholeCalls(this.#program.memo.get(file, `calls ${key}`, () => this.callsIn({ file, key })));
  }

  /** How a function begins: with its own code, and with what it has in place of arguments after the first. */
  beginningsOf({ file, key }: FunctionPlace): readonly FunctionPlace[] {
    const optional = this.#program.visibleOf(file)?.functions.get(key)?.optionalParameters ?? [];
    return [{ file, key }, ...optional.filter((each) => each > 0).map((without) => ({ file, key, without }))];
  }

  /** @param isWanted asked of a callee before it is looked for */
  protected callsIn(place: FunctionPlace, isWanted: (callee: Reference) => boolean = () => true): CallsOfFunction {
    const calls = new Map<number | undefined, Call[]>();
    for (const site of this.#program.summaryOf(place.file)?.functions.get(place.key)?.calls ?? []) {
      if (!isWanted(site.callee)) continue;
      for (const { within, call } of this.#targetsOf(place.file, site)) {
        const others = calls.get(within);
        if (others) others.push(call);
        else calls.set(within, [call]);
      }
    }
    return calls;
  }

  #targetsOf(file: string, site: CallSite): readonly (Pick<Omission, "within"> & { readonly call: Call })[] {
    if (site.isGuarded || !mayBeOwn(site.callee) || this.#isHandedToGuard(file, site)) return [];
    const { kind, callee, range, isLogging = false } = site;
    return this.#calledBy(file, site).flatMap((value) => {
      const target = this.#run(value, callee.kind === "super" ? "super" : kind);
      if (!target) return [];
      const { optionalParameters = [] } = this.#program.visibleOf(target.file)?.functions.get(target.key) ?? {};
      const omissions = omissionsOf(site, optionalParameters);
      return omissions.map(({ within, without }) => ({
        within,
        call: { range, isLogging, target: without === undefined ? target : { ...target, without } },
      }));
    });
  }

  #calledBy(file: string, { kind, callee, handedTo }: CallSite): readonly Value[] {
    const { evaluator } = this.#program;
    if (handedTo && (kind === "callback" || kind === "argument"))
      return this.#calledByReceivers(file, callee, handedTo);
    if (callee.kind !== "member") return evaluator.evaluate(file, callee);
    if (kind === "read") return evaluator.gettersAt(file, callee);
    const isBinding = kind === "call" && callee.name === "bind" && evaluator.boundBy(file, callee).length > 0;
    return isBinding ? [] : evaluator.evaluate(file, callee);
  }

  /** Most of what is handed on is data: who receives it is asked only of functions, and of objects of functions. */
  #calledByReceivers(file: string, handed: Reference, to: HandedTo): readonly Value[] {
    const values = this.#program.evaluator.evaluate(file, handed);
    if (!values.some(({ kind }) => kind === "function" || kind === "object")) return [];
    return this.#handed.callsBy(file, to).flatMap(({ path }) => this.#partOf(values, path));
  }

  /** Of an object of functions, one of them: methods of other objects are found where they are called. */
  #partOf(handed: readonly Value[], path: readonly string[]): readonly Value[] {
    const { evaluator } = this.#program;
    return path.reduce<readonly Value[]>(
      (values, name) => values.filter(({ kind }) => kind === "object").flatMap((each) => evaluator.member(each, name)),
      handed,
    );
  }

  /** `ifNotReplaying(() => report())`: who receives the function calls it only when nothing is replayed. */
  #isHandedToGuard(file: string, { kind, handedTo }: CallSite): boolean {
    if (!handedTo || kind === "call" || kind === "new") return false;
    return this.#program.evaluator.evaluate(file, handedTo.callee).some((value) => {
      const receiver = value.kind === "function" && this.#program.visibleOf(value.file)?.functions.get(value.key);
      return receiver && receiver.guardedParameters.includes(handedTo.index);
    });
  }

  #run(value: Value, kind: CallSite["kind"] | "super"): FunctionPlace | undefined {
    if (value.kind === "function") return { file: value.file, key: value.key };
    const isConstructed = (value.kind === "class" && kind === "new") || (value.kind === "instance" && kind === "super");
    if (!isConstructed) return undefined;
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

import type { HandedTo, ParameterUse } from "../../syntax/summary";
import type { Program } from "./program";
import type { Value } from "./values";

/** A call of what is handed over, or of a part of it. */
export interface HandedCall {
  /** Names on the way to what is called; none: what is handed over is the function. */
  readonly path: readonly string[];
  /** Undefined: not known. */
  readonly argumentCount?: number;
  /** It is only known that it may be called: it is kept, or handed to other code. */
  readonly isGuess?: true;
  /** The field that it is called by. */
  readonly field?: string;
}

interface Receiver {
  readonly file: string;
  /** As in `FileSummary.functions`. */
  readonly key: string;
}

/** Something that a function is given at a position, there as a part of an object. */
interface Given extends Receiver {
  readonly index: number;
  readonly path: readonly string[];
  /** Names on the way to it from what was handed over first. */
  readonly from: readonly string[];
}

/** Functions that hand on what they are given; there are few. */
const maximalReceivers = 40;
const maximalPath = 4;
const guess: HandedCall = { path: [], isGuess: true };

/** What becomes of functions that are handed over: by name, or as a part of an object. */
export class HandedFunctions {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** Calls by those that receive it; of receivers that are not of the program, only that they may call a function. */
  callsBy(file: string, to: HandedTo): readonly HandedCall[] {
    const receivers = this.#receiversOf(file, to);
    const calls = receivers.length ? receivers.flatMap((each) => this.#callsIn(each, to)) : [guess];
    return withoutDoubles(to.path.length ? calls.filter(({ isGuess }) => !isGuess) : calls);
  }

  #callsIn({ file, key }: Receiver, { index, path }: HandedTo): readonly HandedCall[] {
    const name = `given ${key} ${index} ${path.join(".")}`;
    return this.#program.memo.get(file, name, () => this.#follow({ file, key, index, path, from: [] }));
  }

  #follow(first: Given): readonly HandedCall[] {
    const calls: HandedCall[] = [];
    const given = new Map<string, Given>([[idOf(first), first]]);
    for (const each of given.values()) {
      for (const use of this.#usesOf(each)) {
        const way = wayOf(use, each);
        if (!way || way.from.length > maximalPath) continue;
        if (use.kind === "called" && !way.path.length) calls.push(callOf(use, way.from));
        if (use.kind === "called") continue;
        const receivers = use.to ? this.#receiversOf(each.file, use.to) : [];
        if (!receivers.length && !way.from.length) calls.push(guess);
        for (const { file, key } of receivers) {
          const { index = 0, path = [] } = use.to ?? {};
          const next = { file, key, index, path: [...path, ...way.path], from: way.from };
          if (given.size < maximalReceivers) given.set(idOf(next), next);
        }
      }
    }
    return calls;
  }

  #usesOf({ file, key, index }: Given): readonly ParameterUse[] {
    const uses = this.#program.visibleOf(file)?.functions.get(key)?.parameterUses ?? [];
    return uses.filter(({ position, isRest }) => position === index || (isRest && position < index));
  }

  #receiversOf(file: string, { callee }: HandedTo): readonly Receiver[] {
    // `run.call(this, handler)` moves what it gives.
    if (callee.kind === "member" && /^(call|apply|bind)$/.test(callee.name)) return [];
    const { evaluator } = this.#program;
    return evaluator.evaluate(file, callee).flatMap((value: Value) => {
      if (value.kind === "function") return [value];
      const isConstructed = value.kind === "class" || (value.kind === "instance" && callee.kind === "super");
      const made = isConstructed ? evaluator.constructorOf(value.file, value.key) : undefined;
      return made?.kind === "function" ? [made] : [];
    });
  }
}

/**
 * How what is used stands to what was handed over first: names on the way to it, or, of an object around it, on the way
 * back. Undefined: it has nothing to do with it.
 */
function wayOf({ path: used }: ParameterUse, { path, from }: Given): Pick<Given, "path" | "from"> | undefined {
  const [short, long] = used.length < path.length ? [used, path] : [path, used];
  if (!short.every((name, at) => long[at] === name)) return undefined;
  return { from: [...from, ...used.slice(path.length)], path: path.slice(used.length) };
}

function callOf({ argumentCount, field }: ParameterUse, path: readonly string[]): HandedCall {
  return { path, ...(argumentCount !== undefined && { argumentCount }), ...(field !== undefined && { field }) };
}

function withoutDoubles(calls: readonly HandedCall[]): readonly HandedCall[] {
  return [...new Map(calls.map((each) => [JSON.stringify([each.path, each.argumentCount]), each])).values()];
}

function idOf(given: Given): string {
  return [given.file, given.key, given.index, ...given.path, "", ...given.from].join("\0");
}

import type { TextRange } from "../../base/sourcePlace";
import type { CallSite, FileSummary, NamedCall, Reference, RegistrationCall } from "../../syntax/summary";
import { turnsOf, type Turn } from "../linker/loopTurns";
import type { Value } from "../linker/values";
import { mayBeGivenNames, mayGiveNames } from "./givenFiles";
import { GivenNames } from "./givenNames";
import { mayComeFrom } from "./mayComeFrom";
import { mayBeSdk, textsOf, usedKind } from "./nameTexts";
import { whenGiven } from "./parameterNames";
import {
  idOfFunction,
  type FileNames,
  type NamedProgram,
  type RegisteredName,
  type UsedName,
  type WrittenName,
} from "./writtenNames";
import { RegisteringFiles } from "./registeringFiles";

export const noNames: FileNames = { registered: [], used: [] };

/**
 * Files without these words register no function and name none: they need not be parsed. What registers a function is
 * called by `yield` or under a name like any other.
 */
const namingWords =
  /\b(?:orchestration|activity|entity|waitForExternalEvent|raiseEvent|startNew|call(?:Activity|SubOrchestrator)(?:WithRetry)?|EntityId)\s*(?:<[^()]*>)?\s*\(|\bapp\s*\.|\byield\b/;

/** @returns the same object until something that it is made of is another */
export function namesInFile(program: NamedProgram, file: string): FileNames {
  return program.memo.get(file, "names", () => {
    const mayName = namingWords.test(program.textOf(file) ?? "") || mayGiveNames(program, file);
    const summary = mayName ? program.summaryOf(file) : undefined;
    if (!summary) return noNames;
    const reader = new NameReader(program, file, summary);
    const called = reader.calledNames();
    const registered = [...summary.registrations.flatMap((each) => reader.registered(each)), ...called.registered];
    const used = [...summary.namedCalls.flatMap((each) => reader.used(each)), ...called.used];
    return registered.length || used.length ? { registered, used } : noNames;
  });
}

/** `pay`, `steps.pay`, and `call(context)` that returns a function. */
const mayBeCalled = /^(?:variable|member|call)$/;

class NameReader {
  readonly #program: NamedProgram;
  readonly #file: string;
  readonly #summary: FileSummary;
  readonly #registering: RegisteringFiles;
  /** Its own functions may be given names. */
  readonly #isGivenNames: boolean;

  constructor(program: NamedProgram, file: string, summary: FileSummary) {
    this.#registering = new RegisteringFiles(program);
    this.#program = program;
    this.#file = file;
    this.#summary = summary;
    this.#isGivenNames = mayBeGivenNames(program, file);
  }

  /** Several in a loop. */
  registered(call: RegistrationCall): readonly RegisteredName[] {
    const { kind, name, nameRange, handler, within } = call;
    // Without a name: model v3, where function.json has it.
    if (!name || !nameRange || !mayBeSdk(this.#program, this.#file, call)) return [];
    const given = this.#givenTo(name, within);
    return this.#turnsOf(name).map((turn) => {
      const written = this.#written(turn(name), nameRange);
      return { ...written, ...given, kind, ...(handler && { handler: turn(handler) }) };
    });
  }

  used(call: NamedCall): readonly UsedName[] {
    const { method, name, range, within, takenBy } = call;
    const kind = usedKind(this.#program, this.#file, call);
    if (!kind) return [];
    const given = this.#givenTo(name, within);
    return this.#turnsOf(name).map((turn) => {
      const written = this.#written(turn(name), range);
      return { ...written, ...given, kind, method, within, ...(takenBy && { takenBy }) };
    });
  }

  #turnsOf(name: Reference): readonly Turn[] {
    return turnsOf(this.#program.evaluator, this.#file, this.#summary, name);
  }

  /** The function around, where its callers give the name. */
  #givenTo(name: Reference, within: string): { readonly givenTo?: string } {
    const parameters = this.#summary.functions.get(within)?.parameters;
    const isGiven = parameters && whenGiven(this.#summary, parameters, name).position !== undefined;
    return isGiven ? { givenTo: idOfFunction(this.#file, within) } : {};
  }

  /** Calls of what `df.app.activity("pay", …)` returned: `yield pay(order)`; and of functions that are given names. */
  calledNames(): FileNames {
    const given = new GivenNames(this.#program, this.#file);
    const used: UsedName[] = [];
    for (const [within, { calls }] of this.#summary.functions) {
      for (const site of calls) {
        const { kind, callee } = site;
        if ((kind !== "call" && kind !== "argument") || !mayBeCalled.test(callee.kind)) continue;
        if (!this.#mayName(callee, kind)) continue;
        for (const value of this.#program.evaluator.evaluate(this.#file, callee)) {
          if (value.kind === "function") given.add(value, site, within);
          else if (kind === "call") used.push(...this.#registeredCall(value, site, within));
        }
      }
    }
    return { registered: given.registered, used: [...used, ...given.used] };
  }

  #registeredCall(value: Value, { range }: CallSite, within: string): readonly UsedName[] {
    if (value.kind !== "registered" || !value.name || value.of === "other") return [];
    const source = { ...value.name, literals: this.#summary.literals };
    const names = textsOf(this.#program, source.file, source.reference);
    const place = { range: this.#calleeRange(range), isLiteral: false, source };
    return [{ names, ...place, kind: value.of, method: "registered", within }];
  }

  /**
   * Whether it may be what a registration returned, or a function that is given names, by the texts of the files that it
   * comes from: these are not parsed.
   */
  #mayName(reference: Reference, kind: CallSite["kind"]): boolean {
    // What is registered says its name where it is called, not where it is handed on.
    const leads = (file: string) => kind === "call" && this.#registering.has(file);
    const registers = leads(this.#file);
    const imported = (specifier: string) => {
      const found = this.#program.resolve(this.#file, specifier);
      // Of a package: the SDK's registration, if the file has any.
      if (found?.kind !== "file") return registers;
      return leads(found.file) || mayBeGivenNames(this.#program, found.file);
    };
    return mayComeFrom(reference, this.#summary, { imported, own: registers || this.#isGivenNames });
  }

  #written(name: Reference, range: TextRange): WrittenName {
    const names = textsOf(this.#program, this.#file, name);
    const { literals } = this.#summary;
    const literal = literals.get(name);
    const source = { file: this.#file, reference: name, literals };
    if (!literal) return { names, range, isLiteral: false, source };
    return { names, range: { start: literal.start + 1, end: literal.end - 1 }, isLiteral: true, source };
  }

  /** `steps.pay` of `steps.pay(order)`. */
  #calleeRange({ start, end }: TextRange): TextRange {
    const written = /^[\w$]+(?:\s*\??\.\s*[\w$]+)*/.exec(this.#program.textOf(this.#file)?.slice(start, end) ?? "");
    return { start, end: start + (written?.[0].length ?? end - start) };
  }
}

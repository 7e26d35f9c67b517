import type { TextRange } from "../../base/sourcePlace";
import type { FunctionKind } from "../../project/registrations";
import type { FileSummary, NamedCall, Reference, RegistrationCall } from "../../syntax/summary";
import type { Evaluator } from "../linker/evaluator";
import { turnsOf, type Turn } from "../linker/loopTurns";
import type { NamedKind } from "./appIndex";
import { mayComeFrom } from "./mayComeFrom";
import { RegisteringFiles, type ImportingProgram } from "./registeringFiles";

/** What gives a name. */
export interface NameSource {
  readonly file: string;
  readonly reference: Reference;
  /** Those of the summary that the reference is of. */
  readonly literals: FileSummary["literals"];
}

/** Where a name is written in a file, and what it may be; `undefined` among the names: what only running tells. */
interface WrittenName {
  readonly names: readonly (string | undefined)[];
  /** Of the text without quotes, or of the expression that leads to it. */
  readonly range: TextRange;
  readonly isLiteral: boolean;
  readonly source: NameSource;
}

export interface RegisteredName extends WrittenName {
  readonly kind: FunctionKind;
  /** What runs. */
  readonly handler?: Reference;
}

export interface UsedName extends WrittenName {
  readonly kind: NamedKind;
  readonly method: string;
  /** Key of the function that it is in. */
  readonly within: string;
  /** As in `NamedCall`. */
  readonly takenBy?: readonly string[];
}

/** What the names of an app are read from. */
export interface NamedProgram extends ImportingProgram {
  readonly evaluator: Evaluator;
  summaryOf(file: string): FileSummary | undefined;
}

/** What one file says of the functions of its app. */
export interface FileNames {
  readonly registered: readonly RegisteredName[];
  readonly used: readonly UsedName[];
}

const nothing: FileNames = { registered: [], used: [] };

export function namesNothing({ registered, used }: FileNames): boolean {
  return registered.length === 0 && used.length === 0;
}

/**
 * Files without these words register no function and name none: they need not be parsed. What registers a function is
 * called by `yield` or under a name like any other.
 */
const namingWords =
  /\b(?:orchestration|activity|entity|waitForExternalEvent|raiseEvent|startNew|call(?:Activity|SubOrchestrator)(?:WithRetry)?|EntityId)\s*(?:<[^()]*>)?\s*\(|\bapp\s*\.|\byield\b/;

const usedKinds: Readonly<Record<string, NamedKind>> = {
  callActivity: "activity",
  callActivityWithRetry: "activity",
  callSubOrchestrator: "orchestration",
  callSubOrchestratorWithRetry: "orchestration",
  startNew: "orchestration",
  EntityId: "entity",
  waitForExternalEvent: "event",
  raiseEvent: "event",
};

/** @returns the same object until something that it is made of is another */
export function namesInFile(program: NamedProgram, file: string): FileNames {
  return program.memo.get(file, "names", () => {
    const summary = namingWords.test(program.textOf(file) ?? "") ? program.summaryOf(file) : undefined;
    if (!summary) return nothing;
    const reader = new NameReader(program, file, summary);
    const registered = summary.registrations.flatMap((each) => reader.registered(each));
    const used = [...summary.namedCalls.flatMap((each) => reader.used(each)), ...reader.calledNames()];
    return registered.length || used.length ? { registered, used } : nothing;
  });
}

class NameReader {
  readonly #program: NamedProgram;
  readonly #file: string;
  readonly #summary: FileSummary;
  readonly #registering: RegisteringFiles;

  constructor(program: NamedProgram, file: string, summary: FileSummary) {
    this.#registering = new RegisteringFiles(program);
    this.#program = program;
    this.#file = file;
    this.#summary = summary;
  }

  /** Several in a loop. */
  registered(call: RegistrationCall): readonly RegisteredName[] {
    const { kind, name, nameRange, handler } = call;
    // Without a name: model v3, where function.json has it.
    if (!name || !nameRange || !this.#mayBeSdk(call)) return [];
    return this.#turnsOf(name).map((turn) => {
      const written = this.#written(turn(name), nameRange);
      return { ...written, kind, ...(handler && { handler: turn(handler) }) };
    });
  }

  used({ method, callee, name, range, within, takenBy }: NamedCall): readonly UsedName[] {
    const kind = usedKinds[method];
    if (!kind || (method === "EntityId" && !this.#mayBe(callee, "EntityId"))) return [];
    return this.#turnsOf(name).map((turn) => {
      const written = this.#written(turn(name), range);
      return { ...written, kind, method, within, ...(takenBy && { takenBy }) };
    });
  }

  #turnsOf(name: Reference): readonly Turn[] {
    return turnsOf(this.#program.evaluator, this.#file, this.#summary, name);
  }

  /** Calls of what `df.app.activity("pay", …)` returned: `yield pay(order)`. */
  calledNames(): readonly UsedName[] {
    return [...this.#summary.functions].flatMap(([within, { calls }]) =>
      calls.flatMap(({ kind, callee, range }) => {
        if (kind !== "call" || (callee.kind !== "variable" && callee.kind !== "member")) return [];
        if (!this.#mayBeRegistered(callee)) return [];
        const values = this.#program.evaluator.evaluate(this.#file, callee);
        return values.flatMap((value) => {
          if (value.kind !== "registered" || !value.name || value.of === "other") return [];
          const source = { ...value.name, literals: this.#summary.literals };
          const names = this.#texts(source.reference, source.file);
          const place = { range: this.#calleeRange(range), isLiteral: false, source };
          return [{ names, ...place, kind: value.of, method: "registered", within }];
        });
      }),
    );
  }

  /** Whether it may be what a registration returned, by the texts of the files that it comes from: these are not parsed. */
  #mayBeRegistered(reference: Reference): boolean {
    const own = this.#registering.has(this.#file);
    const imported = (specifier: string) => {
      const found = this.#program.resolve(this.#file, specifier);
      // Of a package: the SDK's registration, if the file has any.
      return found?.kind === "file" ? this.#registering.has(found.file) : own;
    };
    return mayComeFrom(reference, this.#summary, { imported, own });
  }

  #written(name: Reference, range: TextRange): WrittenName {
    const names = this.#texts(name);
    const { literals } = this.#summary;
    const literal = literals.get(name);
    const source = { file: this.#file, reference: name, literals };
    if (!literal) return { names, range, isLiteral: false, source };
    return { names, range: { start: literal.start + 1, end: literal.end - 1 }, isLiteral: true, source };
  }

  /** What a name may be. */
  #texts(name: Reference, file = this.#file): readonly (string | undefined)[] {
    const values = this.#program.evaluator.evaluate(file, name);
    // A getter is a function as well as what it returns.
    const others = values.filter(({ kind }) => kind !== "function");
    const names = (others.length ? others : values).map((value) => (value.kind === "string" ? value.value : undefined));
    return names.length ? [...new Set(names)] : [undefined];
  }

  #mayBeSdk({ kind, callee }: RegistrationCall): boolean {
    const packages = kind === "other" ? /^(durable-functions|@azure\/functions)$/ : /^durable-functions$/;
    const values = this.#program.evaluator.evaluate(this.#file, callee);
    // Of an object that nothing is known of, `app` in `app.activity(…)` may be the library's.
    return !values.length || values.some((value) => value.kind === "package" && packages.test(value.module));
  }

  #mayBe(callee: Reference, path: string): boolean {
    const values = this.#program.evaluator.evaluate(this.#file, callee);
    return !values.length || values.some((value) => value.kind === "package" && value.path === path);
  }

  /** `steps.pay` of `steps.pay(order)`. */
  #calleeRange({ start, end }: TextRange): TextRange {
    const written = /^[\w$]+(?:\s*\??\.\s*[\w$]+)*/.exec(this.#program.textOf(this.#file)?.slice(start, end) ?? "");
    return { start, end: start + (written?.[0].length ?? end - start) };
  }
}

import type { FunctionSummary, Reference, RegistrationCall } from "../../syntax/summary";
import { idOf, type FunctionPlace } from "./calls";
import { turnsOf } from "./loopTurns";
import type { Program } from "./program";
import type { Value } from "./values";

export interface Orchestrator extends FunctionPlace {
  /** The name it is registered under, or that of its function. */
  readonly name: string;
}

/** What registers an orchestrator in `durable-functions`: 3.x; 1.x and 2.x; the first versions. */
const registeringPaths = new Set(["app.orchestration", "orchestrator", ""]);
/** Handlers that return a handler that returns a handler, and then one more. */
const maximalFactories = 4;
/** Helpers that hand their context to helpers. */
const maximalHelpers = 2;

/** Orchestrators that a file registers. */
export function registeredOrchestrators(program: Program, file: string): readonly Orchestrator[] {
  return program.memo.get(file, "registered", () => {
    const registrations = program.visibleOf(file)?.registrations ?? [];
    const found = registrations
      .filter((registration) => registers(program, file, registration))
      .flatMap((registration) => orchestratorsOf(program, file, registration));
    return distinct(found);
  });
}

/**
 * Generators that use a durable context, or hand it to a helper that does, and that nothing is known to register: the
 * registration may be in a file of another language model, in a helper that is given the generator, or not be typed yet.
 */
export function likelyOrchestrators(program: Program, file: string): readonly Orchestrator[] {
  return program.memo.get(file, "likely", () => {
    const functions = program.summaryOf(file)?.functions.values() ?? [];
    return [...functions]
      .filter((each) => each.isGenerator && (each.takesContext || handsContext(program, file, each)))
      .map(({ key, name }) => ({ file, key, name: name ?? "orchestrator" }));
  });
}

/** Its first parameter goes on as that of a function that has a durable context there. */
function handsContext(program: Program, file: string, { calls }: FunctionSummary, depth = 0): boolean {
  return calls.some(({ passes, callee }) => {
    if (passes?.[0] !== 0 || depth > maximalHelpers) return false;
    return program.evaluator.evaluate(file, callee).some((value) => {
      if (value.kind !== "function") return false;
      const helper = program.visibleOf(value.file)?.functions.get(value.key);
      if (!helper || helper.takesContext) return !!helper;
      const whole = program.summaryOf(value.file)?.functions.get(value.key);
      return !!whole && handsContext(program, value.file, whole, depth + 1);
    });
  });
}

/** What a file exports, as if each function and each public method of a class were an orchestrator. */
export function exportedFunctions(program: Program, file: string): readonly Orchestrator[] {
  const summary = program.visibleOf(file);
  const values = [...(summary?.exports.values() ?? [])].flatMap((each) => program.evaluator.evaluate(file, each));
  const places = values.flatMap((value) => {
    if (value.kind === "function") return [{ file: value.file, key: value.key }];
    return value.kind === "class" ? methodsOf(program, value) : [];
  });
  return distinct(places.map((place) => named(program, place, undefined)));
}

function methodsOf(program: Program, { file, key }: FunctionPlace): readonly FunctionPlace[] {
  const { constructorKey, members, statics } = program.visibleOf(file)?.classes.get(key) ?? {};
  const methods = [...(members ?? []), ...(statics ?? [])].flatMap(([name, { reference }]) =>
    reference.kind === "function" && !name.startsWith("#") ? [reference.key] : [],
  );
  return [...(constructorKey === undefined ? [] : [constructorKey]), ...methods].map((each) => ({ file, key: each }));
}

function registers(program: Program, file: string, { kind, callee }: RegistrationCall): boolean {
  if (kind !== "orchestration") return false;
  const values = program.evaluator.evaluate(file, callee);
  // Of `this.app.orchestration(…)` nothing is known but its name.
  if (!values.length) return callee.kind === "member" || callee.kind === "at" || callee.kind === "unknown";
  return values.some(
    (value) => value.kind === "package" && value.module === "durable-functions" && registeringPaths.has(value.path),
  );
}

function orchestratorsOf(program: Program, file: string, registration: RegistrationCall): readonly Orchestrator[] {
  const { handler, name } = registration;
  const summary = program.visibleOf(file);
  if (!handler || !summary) return [];
  if (!name) return handlersOf(program, file, handler).map((place) => named(program, place, undefined));
  return turnsOf(program.evaluator, file, summary, name).flatMap((turn) => {
    const text = program.evaluator.evaluate(file, turn(name)).find((value) => value.kind === "string");
    return handlersOf(program, file, turn(handler)).map((place) => named(program, place, text?.value));
  });
}

/** The functions that run for a handler that a file registers; of factories, the generators that they return. */
export function handlersOf(program: Program, file: string, handler: Reference): readonly FunctionPlace[] {
  return program.evaluator.evaluate(file, handler).flatMap((value) => generatorsOf(program, value));
}

function named(program: Program, place: FunctionPlace, name: string | undefined): Orchestrator {
  const own = program.visibleOf(place.file)?.functions.get(place.key)?.name;
  return { ...place, name: name ?? own ?? "orchestrator" };
}

/** The generator itself, or the one that an arrow function returns by calling it. */
function generatorsOf(program: Program, value: Value, depth = 0): readonly FunctionPlace[] {
  if (value.kind === "object") {
    const handler = value.reference.members["handler"];
    return handler
      ? program.evaluator.evaluate(value.file, handler).flatMap((each) => generatorsOf(program, each, depth + 1))
      : [];
  }
  if (value.kind !== "function" || depth > maximalFactories) return [];
  const place = { file: value.file, key: value.key };
  const summary = program.visibleOf(value.file)?.functions.get(value.key);
  if (!summary || summary.isGenerator) return [place];
  const inner = summary.returns.flatMap((reference) => {
    const callee = reference.kind === "call" ? reference.callee : reference;
    return program.evaluator.evaluate(value.file, callee).flatMap((each) => generatorsOf(program, each, depth + 1));
  });
  const generators = inner.filter(({ file, key }) => program.visibleOf(file)?.functions.get(key)?.isGenerator);
  return generators.length ? generators : [place];
}

function distinct(orchestrators: readonly Orchestrator[]): readonly Orchestrator[] {
  return [...new Map(orchestrators.map((each) => [idOf(each), each])).values()];
}

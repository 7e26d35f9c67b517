import type { NamedCall, Reference, RegistrationCall } from "../../syntax/summary";
import type { Evaluator } from "../linker/evaluator";
import type { Value } from "../linker/values";
import type { NamedKind } from "./appIndex";

interface Evaluating {
  readonly evaluator: Evaluator;
}

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

/** What a name may be; `undefined` among the names: what only running tells. */
export function textsOf({ evaluator }: Evaluating, file: string, name: Reference): readonly (string | undefined)[] {
  const values = evaluator.evaluate(file, name);
  // A getter is a function as well as what it returns.
  const others = values.filter(({ kind }) => kind !== "function");
  const names = (others.length ? others : values).map((value) => (value.kind === "string" ? value.value : undefined));
  return names.length ? [...new Set(names)] : [undefined];
}

/** What a call names; undefined: nothing of the SDK, but of code that has a method of the same name. */
export function usedKind(
  { evaluator }: Evaluating,
  file: string,
  { method, callee }: NamedCall,
): NamedKind | undefined {
  const kind = usedKinds[method];
  const values = kind ? evaluator.evaluate(file, callee) : [];
  if (method !== "EntityId") return values.length && values.every(isOfOthers) ? undefined : kind;
  const mayBe = !values.length || values.some((value) => value.kind === "package" && value.path === "EntityId");
  return mayBe ? kind : undefined;
}

/** A method of `context.df`, or one that nothing else has. */
export function isOfDurable({ method, callee }: NamedCall): boolean {
  if (method === "startNew" || method === "raiseEvent" || method === "EntityId") return true;
  const object = callee.kind === "member" ? callee.object : undefined;
  if (object?.kind === "member") return object.name === "df";
  return object?.kind === "variable" && /(^|[$/])df(#\d+)?$/.test(object.key);
}

/** A function of the program, or what a package of others has. */
function isOfOthers(value: Value): boolean {
  return value.kind === "function" || (value.kind === "package" && value.module !== "durable-functions");
}

export function mayBeSdk({ evaluator }: Evaluating, file: string, { kind, callee }: RegistrationCall): boolean {
  const packages = kind === "other" ? /^(durable-functions|@azure\/functions)$/ : /^durable-functions$/;
  const values = evaluator.evaluate(file, callee);
  // Of an object that nothing is known of, `app` in `app.activity(…)` may be the library's.
  return !values.length || values.some((value) => value.kind === "package" && packages.test(value.module));
}

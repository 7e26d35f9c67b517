import { didYouMean } from "../base/nearNames";
import { parsed, type Parsed, type Problem } from "../base/parsed";
import type { FunctionKind } from "../project/registrations";
import type { ProjectFacts } from "./facts";
import type { FunctionRequest } from "./request";

/** The orchestrator or entity that a client is for; "" where there is no such thing. */
export function targetOf(request: FunctionRequest, facts: Pick<ProjectFacts, "takenNames" | "root">): Parsed<string> {
  if (request.kind !== "client") return parsed("");
  const job = request.job ?? "start";
  if (job === "start") return chosen("orchestration", "orchestrator", request.target, facts);
  return job === "entity" ? chosen("entity", "entity", request.target, facts) : parsed("");
}

/** Functions of the app that a client may be for, in the order of the app. */
export function targetsOf(
  kind: "orchestration" | "entity",
  facts: Pick<ProjectFacts, "takenNames">,
): readonly string[] {
  return facts.takenNames.filter((taken) => taken.kind === kind).map(({ name }) => name);
}

function chosen(
  kind: FunctionKind & ("orchestration" | "entity"),
  word: string,
  wanted: string | undefined,
  facts: Pick<ProjectFacts, "takenNames" | "root">,
): Parsed<string> {
  const names = targetsOf(kind, facts);
  const [first] = names;
  if (first === undefined) return parsed("", [none(word, facts.root)]);
  if (wanted === undefined) return parsed(first);
  const found = names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  return found === undefined ? parsed("", [unknown(word, wanted, names, facts.root)]) : parsed(found);
}

function none(word: string, place: string): Problem {
  const message = `There is no ${word} in this app that a client could be for. Create one first.`;
  return { code: "no-target", severity: "error", message, place };
}

function unknown(word: string, wanted: string, names: readonly string[], place: string): Problem {
  const message = `There is no ${word} "${wanted}" in this app.${didYouMean(wanted, names) || ` There is ${names.join(", ")}.`}`;
  return { code: "unknown-target", severity: "error", message, place };
}

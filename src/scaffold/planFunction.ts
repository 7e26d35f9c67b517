import { parsed, type Parsed, type Problem } from "../base/parsed";
import type { ProjectFacts } from "./facts";
import { nameProblem } from "./names";
import type { Plan } from "./plan";
import type { FunctionRequest } from "./request";

/**
 * What a request comes to in this app. Without a value nothing may be written: the problems say why (a name that is
 * taken, a file that is there, an app that is broken).
 */
export function planFunction(request: FunctionRequest, facts: ProjectFacts): Parsed<Plan | undefined> {
  if (facts.problems.length) return parsed(undefined, facts.problems);
  const refused = nameProblem(request.name, facts);
  if (refused !== undefined) return parsed(undefined, [nameRefused(refused, request.name)]);
  return parsed(undefined, [nameRefused("No templates yet.", request.name)]);
}

function nameRefused(message: string, place: string): Problem {
  return { code: "function-name", severity: "error", message, place };
}

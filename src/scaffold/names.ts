import { functionNameProblem } from "../project/functionName";
import type { ProjectFacts } from "./facts";

/** Why a function cannot have this name in one sentence, or undefined when it can. The host compares names without case. */
export function nameProblem(name: string, facts: Pick<ProjectFacts, "takenNames">): string | undefined {
  const problem = functionNameProblem(name);
  if (problem !== undefined) return problem;
  const taken = facts.takenNames.find((other) => other.name.toLowerCase() === name.toLowerCase());
  if (!taken) return undefined;
  return taken.name === name
    ? `There is a function ${name} in this app already.`
    : `There is a function ${taken.name} in this app already, and the host does not tell upper from lower case.`;
}

/** The name itself when it is free, else with the first number that makes it so: `order2`. */
export function freeName(name: string, facts: Pick<ProjectFacts, "takenNames">): string {
  const taken = new Set(facts.takenNames.map((other) => other.name.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  let number = 2;
  while (taken.has(`${name}${number}`.toLowerCase())) number++;
  return `${name}${number}`;
}

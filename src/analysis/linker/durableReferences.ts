import type { Reference } from "../../syntax/summary";
import { joinsTasks, makesTask } from "../tasks/taskNames";

/** A name that is what it is by another name, and so on. */
const maximalAliases = 6;

/**
 * `callActivity` of a callee such as `context.df.callActivity`, `Task.all` of `context.df.Task.all`; undefined for what
 * makes no task.
 */
export function taskMadeBy(callee: Reference, variables: ReadonlyMap<string, Reference>): string | undefined {
  if (callee.kind !== "member") return undefined;
  const { object, name } = callee;
  if (makesTask(name)) return isDurable(object, variables) ? name : undefined;
  const isJoin = joinsTasks(name) && object.kind === "member" && object.name === "Task";
  return isJoin && isDurable(object.object, variables) ? `Task.${name}` : undefined;
}

/** `context.df`, or a name that stands for it. */
function isDurable(reference: Reference, variables: ReadonlyMap<string, Reference>, depth = 0): boolean {
  if (reference.kind === "member") return reference.name === "df" && !/^(import|global)$/.test(reference.object.kind);
  if (reference.kind !== "variable" || depth > maximalAliases) return false;
  const value = variables.get(reference.key);
  // A parameter, of which nothing but its name is known.
  if (!value || value.kind === "unknown") return /\$df(#\d+)?$/.test(reference.key);
  if (value.kind === "instance") return isContextType(value.of, variables);
  return isDurable(value, variables, depth + 1);
}

function isContextType(reference: Reference, variables: ReadonlyMap<string, Reference>): boolean {
  const type = reference.kind === "variable" ? variables.get(reference.key) : reference;
  return type?.kind === "import" && type.name === "DurableOrchestrationContext";
}

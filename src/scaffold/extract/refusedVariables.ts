import type { FunctionNode, Node } from "../../syntax/nodes";
import type { MovedResult, MovedVariables } from "./movedVariables";
import type { CodePlace } from "./standing";

/** Why variables cannot go where code goes; undefined: all can. @param context name of the orchestrator's context */
export function refusedVariables(variables: MovedVariables, context: string): string | undefined {
  const { inputs, unmovable, unreturnable, changed, redeclared } = variables;
  if (inputs.some(({ name }) => name === context))
    return `The selection uses ${context}, which belongs to the orchestrator: read what you need of it before.`;
  if (unmovable[0] !== undefined) return unmovableText(unmovable[0]);
  if (unreturnable[0] !== undefined) return unreturnableText(unreturnable[0]);
  if (changed[0] !== undefined)
    return `The selection changes what ${changed[0]} holds, of which an activity gets a copy: assign a new value to ${changed[0]} instead.`;
  return redeclared[0] === undefined
    ? undefined
    : `The selection declares ${redeclared[0]} once more: give it a name of its own.`;
}

/** Why variables cannot go by the types that an editor knows of them; undefined: all can. */
export function refusedTypes(
  { inputs, results }: MovedVariables,
  isStorable: (name: string) => boolean,
): string | undefined {
  const input = inputs.find(({ name }) => !isStorable(name));
  if (input) return unmovableText(input.name);
  const result = results.find(({ name }) => !isStorable(name));
  return result && unreturnableText(result.name);
}

function unmovableText(name: string): string {
  return `The selection uses ${name}, which is declared inside the orchestrator and cannot be stored: move it to the top of the file, or make it in the selection.`;
}

function unreturnableText(name: string): string {
  return `The selection makes ${name}, which cannot be stored and is used after it: select that as well.`;
}

/** Why what code assigns cannot come back to where it stood; undefined: it can. */
export function refusedResults({ code, orchestrator }: CodePlace, results: readonly MovedResult[]): string | undefined {
  const [node] = code.nodes;
  const assigned = results.find(({ declaredBy }) => declaredBy === undefined);
  if (!assigned) return undefined;
  if (code.kind === "expression") return `The selection assigns ${assigned.name}: select the whole statement.`;
  const isListed = node.parent?.type === "BlockStatement" || node.parent?.type === "SwitchCase";
  if (!isListed && results.length > 1) return "The selection assigns several variables: put braces around it first.";
  const isPlain = code.nodes.length === 1 && node.type === "ExpressionStatement";
  return !isPlain && isTried(node, orchestrator)
    ? `The selection assigns ${assigned.name} inside of a try, and may fail half-way: select the whole try.`
    : undefined;
}

function isTried(node: Node, around: FunctionNode): boolean {
  for (let inner = node, outer = node.parent; outer && outer !== around; inner = outer, outer = outer.parent)
    if (outer.type === "TryStatement" && outer.block === inner) return true;
  return false;
}

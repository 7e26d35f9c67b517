import { contextLoggedTo, isContextName } from "../../syntax/loggingCalls";
import { codeChildrenOf } from "../../syntax/codeChildren";
import { isClass, keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, ClassNode, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

/**
 * How the code at a logging call writes the `context.df` that tells whether it is a replay: of the function around, of
 * the context that it logs to, or of the object whose method it is in. Undefined where it has none: it cannot ask.
 */
export function contextToAsk(call: CallExpression, durable: DurableCode): string | undefined {
  return durable.durableContextAt(call) ?? heldByObject(call, durable) ?? loggedTo(call, durable);
}

/** In a method of a class of which, in its own file, only code with a durable context makes objects. */
export function isOfDurableClass(call: CallExpression, durable: DurableCode): boolean {
  const owner = classAround(call);
  if (!owner) return false;
  const [variable] = durable.tree.scopeManager.getDeclaredVariables(owner);
  const uses = variable?.references.filter(({ isValueReference }) => isValueReference) ?? [];
  const isMadeHere = ({ parent }: Node) =>
    parent?.type === "NewExpression" && durable.durableContextAt(parent) !== undefined;
  return uses.length > 0 && uses.every(({ identifier }) => isMadeHere(identifier));
}

/** Who else runs the function is not known: what they give may be a context without `df`. */
function loggedTo(call: CallExpression, durable: DurableCode): string | undefined {
  const context = contextLoggedTo(call, durable.tree.keys);
  const { text } = durable.tree;
  return context && `${text.slice(context.range[0], context.range[1])}.df?`;
}

function heldByObject(call: CallExpression, durable: DurableCode): string | undefined {
  const owner = classAround(call);
  if (!owner) return undefined;
  const held = durable.once(noContexts);
  if (!held.has(owner)) held.set(owner, contextHeldIn(owner));
  return held.get(owner);
}

function noContexts(): Map<ClassNode, string | undefined> {
  return new Map();
}

/** The class whose method a node is in. */
function classAround(node: Node): ClassNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isClass(outer)) return outer;
    if (outer.type === "FunctionDeclaration") return undefined;
  }
  return undefined;
}

/** `this.context.df` of a class that uses it, or that is given a context when it is made. */
function contextHeldIn({ body }: ClassNode): string | undefined {
  let given: string | undefined;
  const look = (node: Node): string | undefined => {
    if (node.type === "MemberExpression" && keyOf(node) === "df") {
      const field = fieldOf(node.object);
      if (field !== undefined) return field;
    }
    given ??= givenField(node);
    for (const child of codeChildrenOf(node)) {
      const found = isClass(child) ? undefined : look(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const field = look(body) ?? given;
  return field === undefined ? undefined : `this.${field}.df`;
}

function fieldOf(node: Node): string | undefined {
  const member = unwrap(node);
  const isOwn = member.type === "MemberExpression" && member.object.type === "ThisExpression";
  return isOwn ? keyOf(member) : undefined;
}

/** `constructor(private readonly context)`, `this.context = context`. */
function givenField(node: Node): string | undefined {
  if (node.type === "TSParameterProperty") {
    const { parameter } = node;
    return parameter.type === "Identifier" && isContextName(parameter.name) ? parameter.name : undefined;
  }
  if (node.type !== "AssignmentExpression" || node.right.type !== "Identifier") return undefined;
  return isContextName(node.right.name) ? fieldOf(node.left) : undefined;
}

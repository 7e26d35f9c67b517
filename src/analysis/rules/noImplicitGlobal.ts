import { isInside, parentOf } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import { FirstOfEach } from "../state/firstOfEach";
import { defineRule, type RuleContext, type Suggestion } from "../rule";

export const noImplicitGlobal = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-implicit-global", description: "Disallow assigning to undeclared names in an orchestrator" },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      found:
        "`{{name}}` is declared nowhere: in strict code this throws, elsewhere all instances share it as a global variable. Declare it with `let`.",
      declare: "Declare it here with `let`",
    },
  },
  create: (context) => {
    const writes = writesToGlobals(context);
    const first = new FirstOfEach<string>(context.durable);
    if (!writes.size) return {};
    return {
      Identifier(node) {
        if (writes.get(node.name)?.includes(node) && first.add(node, node.name))
          context.report({
            node,
            messageId: "found",
            data: { name: node.name },
            suggest: suggestionsFor(node, writes.get(node.name) ?? []),
          });
      },
    };
  },
});

/** Names that the language or Node has, and may be written on purpose. */
const knownNames = /^(module|exports|global|globalThis|process|console|self|window)$/;

function writesToGlobals({ sourceCode, durable }: RuleContext): ReadonlyMap<string, readonly Node[]> {
  const writes = new Map<string, Node[]>();
  for (const reference of sourceCode.scopeManager.globalScope?.through ?? []) {
    const { identifier } = reference;
    if (!reference.isWrite() || identifier.type !== "Identifier" || knownNames.test(identifier.name)) continue;
    if (durable.tree.keys.variableOf(identifier)) continue;
    writes.set(identifier.name, [...(writes.get(identifier.name) ?? []), identifier]);
  }
  return writes;
}

/** The first assignment may become a declaration when all others are in its block. */
function suggestionsFor(node: Node, writes: readonly Node[]): readonly Suggestion[] {
  const assignment = parentOf(node);
  const [first] = writes;
  if (first !== node || assignment?.type !== "AssignmentExpression" || assignment.operator !== "=") return [];
  if (assignment.left !== node) return [];
  const { parent } = assignment;
  const isLoopStart = parent.type === "ForStatement" && parent.init === assignment;
  if (parent.type !== "ExpressionStatement" && !isLoopStart) return [];
  const block = isLoopStart ? parent : parent.parent;
  const isDeclarable = isLoopStart || block.type === "BlockStatement";
  return isDeclarable && writes.every((each) => isInside(each, block))
    ? [{ messageId: "declare", fix: (fixer) => fixer.insertTextBefore(assignment, "let ") }]
    : [];
}

import type { Node } from "../../syntax/nodes";
import { defineTaskRule } from "../tasks/tasks";

export const throwErrors = defineTaskRule({
  isAboutAllCode: true,
  meta: {
    type: "problem",
    docs: { id: "throw-errors", description: "Require that orchestrators throw Error objects" },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      notAnError: "What is thrown here is no Error: the instance fails without its text. Throw `new Error(…)`.",
      makeError: "Throw an Error",
    },
  },
  create: (context, { kinds }) => ({
    ThrowStatement({ argument }) {
      const leaves = kinds.leavesOf(argument);
      if (!leaves.every(isPlainValue)) return;
      const text = context.sourceCode.text.slice(argument.range[0], argument.range[1]);
      context.report({
        node: argument,
        messageId: "notAnError",
        suggest: leaves.every(isText)
          ? [{ messageId: "makeError", fix: (fixer) => fixer.replaceText(argument, `new Error(${text})`) }]
          : [],
      });
    },
  }),
});

function isPlainValue({ type }: Node): boolean {
  return /^(Literal|TemplateLiteral|BinaryExpression|ObjectExpression|ArrayExpression)$/.test(type);
}

function isText(node: Node): boolean {
  if (node.type === "Literal") return typeof node.value === "string";
  if (node.type === "BinaryExpression") return node.operator === "+" && (isText(node.left) || isText(node.right));
  return node.type === "TemplateLiteral";
}

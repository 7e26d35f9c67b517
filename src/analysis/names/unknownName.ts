import { didYouMean, nearNames } from "../../base/nearNames";
import { unwrap } from "../../syntax/nodes";
import type { CallExpression, NewExpression, Node } from "../../syntax/nodes";
import { defineRule, type Rule, type RuleContext } from "../rule";
import type { NamedKind } from "./appNames";

/** What the kinds of functions are called, with their article. */
const words: Readonly<Record<NamedKind, string>> = {
  orchestration: "orchestrator",
  activity: "activity",
  entity: "entity",
};

/** A rule against names of one kind that no function of the app is registered under. */
export function defineUnknownNameRule(
  kind: NamedKind,
  docs: { readonly id: string; readonly aka?: string },
  nameOf: (context: RuleContext, node: CallExpression | NewExpression) => Node | undefined,
): Rule {
  const word = words[kind];
  return defineRule({
    meta: {
      type: "problem",
      docs: {
        ...docs,
        description: `Disallow names of ${word === "entity" ? "entities" : "functions"} that the app does not register`,
      },
      severity: "warning",
      scope: "everywhere",
      hasSuggestions: true,
      schema: [],
      messages: {
        unknown: `This app registers no ${word} \`{{name}}\`: the call fails when it runs.{{hint}}`,
        rename: "Use {{name}}",
      },
    },
    create(context) {
      const check = (node: CallExpression | NewExpression) => {
        const name = nameOf(context, node);
        if (name) checkName(context, kind, name);
      };
      // Tests register what they need, and call what is not there.
      return isTest(context.filename) ? {} : { CallExpression: check, NewExpression: check };
    },
  });
}

function checkName(context: RuleContext, kind: NamedKind, node: Node): void {
  const known = context.durable.appFunctions?.[kind];
  if (!known?.isComplete) return;
  const wanted = context.durable.valuesOf(node).map((value) => (value.kind === "string" ? value.value : undefined));
  const isKnown = (name: string) => known.names.some((each) => each.toLowerCase() === name.toLowerCase());
  const unknown = wanted.find((name) => name !== undefined && name !== "" && !isKnown(name));
  if (unknown === undefined || wanted.includes(undefined)) return;
  const literal = unwrap(node);
  const near = literal.type === "Literal" ? nearNames(unknown, known.names) : [];
  context.report({
    node,
    messageId: "unknown",
    data: { name: unknown, hint: didYouMean(unknown, known.names) },
    suggest: near.map((name) => ({
      messageId: "rename",
      data: { name },
      fix: (fixer) => fixer.replaceText(literal, quoted(context.sourceCode.text, literal, name)),
    })),
  });
}

/** In the quotes that the code has. */
function quoted(text: string, { range }: Node, name: string): string {
  const quote = text[range[0]] ?? '"';
  return quote + name + quote;
}

function isTest(file: string): boolean {
  return /[\\/](?:tests?|__tests__|__mocks__|spec)[\\/]|[.-](?:test|spec)\.[cm]?[jt]sx?$/i.test(file);
}

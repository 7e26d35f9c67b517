import { didYouMean, nearNames } from "../../base/nearNames";
import { unwrap } from "../../syntax/nodes";
import type { CallExpression, NewExpression, Node } from "../../syntax/nodes";
import { defineRule, type Rule, type RuleContext } from "../rule";
import type { DurableCode } from "../durableCode";
import type { DurableKind } from "./appNames";
import type { UsedName } from "./writtenNames";

type Named = DurableKind | "events";
/** What a name may be; `undefined` among them: what only running tells. */
type Names = readonly (string | undefined)[];

interface Wording {
  readonly description: string;
  readonly unknown: string;
}

const wordings: Readonly<Record<Named, Wording>> = {
  orchestration: registered("orchestrators", "orchestrator"),
  activity: registered("activities", "activity"),
  entity: registered("entities", "entity"),
  events: {
    description: "Disallow raising events that no orchestrator of the app waits for",
    unknown: "No orchestrator of this app waits for the event `{{name}}`: it is kept and never read.{{hint}}",
  },
};

function registered(plural: string, word: string): Wording {
  return {
    description: `Disallow names of ${plural} that the app does not register`,
    unknown: `This app registers no ${word} \`{{name}}\`: the call fails when it runs.{{hint}}`,
  };
}

/**
 * A rule against names of one kind that no function of the app is registered under.
 * @param methods that take such names
 */
export function defineUnknownNameRule(
  kind: Named,
  docs: { readonly id: string; readonly aka?: string },
  methods: RegExp,
  nameOf: (node: CallExpression | NewExpression, context: RuleContext) => Node | undefined,
): Rule {
  const { description, unknown } = wordings[kind];
  return defineRule({
    meta: {
      type: "problem",
      docs: { ...docs, description },
      severity: "warning",
      scope: "everywhere",
      hasSuggestions: true,
      schema: [],
      messages: {
        unknown,
        rename: "Use {{name}}",
      },
    },
    create(context) {
      const check = (node: CallExpression | NewExpression) => {
        const name = nameOf(node, context);
        if (name) checkName(context, kind, name, namesAt(name, context));
        for (const argument of node.arguments) {
          const uses = context.durable.once(givenNames).get(argument.range[0]);
          // What a name is of that is used for several kinds, the function decides.
          if (!uses || uses.some((each) => each.kind !== uses[0]?.kind)) continue;
          for (const { names, method } of uses) if (methods.test(method)) checkName(context, kind, argument, names);
        }
      };
      // Tests register what they need, and call what is not there.
      return context.durable.isInTests ? {} : { CallExpression: check, NewExpression: check };
    },
  });
}

/** By the place where the expression of the name begins. */
function givenNames({ namesGiven }: DurableCode): ReadonlyMap<number, readonly UsedName[]> {
  const byStart = new Map<number, UsedName[]>();
  for (const each of namesGiven) {
    const start = each.isLiteral ? each.range.start - 1 : each.range.start;
    byStart.set(start, [...(byStart.get(start) ?? []), each]);
  }
  return byStart;
}

function namesAt(node: Node, { durable }: RuleContext): Names {
  return durable.valuesOf(node).map((value) => (value.kind === "string" ? value.value : undefined));
}

function checkName(context: RuleContext, kind: Named, node: Node, wanted: Names): void {
  const known = context.durable.appFunctions?.[kind];
  // What registers it may stand where a syntax error is.
  if (!known?.isComplete || context.durable.tree.errors.length > 0) return;
  // The host looks functions up in any case; the SDK compares names of events letter by letter.
  const plain = (name: string) => (kind === "events" ? name : name.toLowerCase());
  const isKnown = (name: string) => known.names.some((each) => plain(each) === plain(name));
  const unknown = wanted.find((name) => name !== undefined && name !== "" && !isKnown(name));
  if (unknown === undefined || wanted.includes(undefined)) return;
  // Who waits may be code that is not seen; a name that is nearly right is a slip.
  if (kind === "events" && !nearNames(unknown, known.names).length) return;
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

import type {
  CallExpression,
  Identifier,
  MemberExpression,
  Node,
  NodeVisitor,
  NewExpression,
} from "../../syntax/nodes";
import { isInLogging } from "../../syntax/loggingCalls";
import { isReplayGuarded } from "../../syntax/replayGuards";
import type { DurableCode } from "../durableCode";
import type { Effect } from "../effects/effects";
import { defineRule, type Rule, type RuleContext, type RuleDocs, type RuleMeta, type Suggestion } from "../rule";

export type EffectNode = CallExpression | NewExpression | MemberExpression | Identifier;

/** What may be done instead of an effect, one by one. */
interface EffectSuggestion {
  readonly messages: Readonly<Record<string, string>>;
  make(context: RuleContext, node: EffectNode): readonly Suggestion[];
}

/**
 * A rule against one effect, that leaves the mending to people.
 * @param message what it says; may hold `{{expression}}` and `{{context}}`, which is how the code writes `context.df`
 */
export function defineEffectRule(
  docs: RuleDocs,
  effect: Effect,
  message: string,
  { suggestion, ...more }: Pick<RuleMeta, "inHelpers"> & { readonly suggestion?: EffectSuggestion } = {},
): Rule {
  const messages = { found: message, ...suggestion?.messages };
  const kind = { type: "problem", severity: "warning", ignoresLogging: true, holdsInDamagedCode: true } as const;
  return defineRule({
    meta: { ...kind, docs, schema: [], messages, ...more, ...(suggestion && { hasSuggestions: true }) },
    create: (context) =>
      visitEffect(context, effect, (node) => {
        const suggest = suggestion?.make(context, node) ?? [];
        context.report({ node, messageId: "found", data: reportData(context, node), suggest });
      }),
  });
}

type VisitEffect = (node: EffectNode) => void;

/**
 * Visits what has an effect: calls, `new`, members that are read, and functions that are handed to who calls them; not
 * what no replay runs, nor what only a log shows. One visitor of a file, that of the rule which is made first, tells all.
 */
export function visitEffect({ durable }: RuleContext, effect: Effect, visit: VisitEffect): NodeVisitor {
  const visits = durable.once(visitsByEffect);
  const others = visits.get(effect);
  if (others) others.push(visit);
  else visits.set(effect, [visit]);
  return visits.size > 1 || others ? {} : visitorOf(visits, durable);
}

function visitsByEffect(): Map<Effect, VisitEffect[]> {
  return new Map();
}

function visitorOf(visits: ReadonlyMap<Effect, readonly VisitEffect[]>, durable: DurableCode): NodeVisitor {
  const tell = (node: EffectNode, effect: Effect) => {
    const { keys } = durable.tree;
    const told = visits.get(effect);
    if (told && !isReplayGuarded(node, keys) && !isInLogging(node, keys)) for (const visit of told) visit(node);
  };
  const look = (node: EffectNode) => {
    const effect = durable.effectOf(node);
    if (effect) tell(node, effect);
  };
  const lookAtCall = (node: CallExpression | NewExpression) => {
    look(node);
    for (const handed of durable.handedBy(node)) tell(handed.node, handed.effect);
  };
  return { CallExpression: lookAtCall, NewExpression: lookAtCall, MemberExpression: look };
}

/** What messages about an effect say of its place. */
export function reportData(context: RuleContext, node: EffectNode) {
  return {
    expression: shortText(context, node),
    context: context.durable.durableContextAt(node) ?? "context.df",
  };
}

/** A call as its reader knows it, without its arguments; long ones cut. */
export function shortText(context: RuleContext, node: Node): string {
  const text = context.sourceCode.text.slice(node.range[0], node.range[1]).replace(/\s+/g, " ");
  const called =
    node.type === "MemberExpression" ? text : text.replace(/\(.*\)$/, (inner) => (inner === "()" ? inner : "(…)"));
  return called.length > 60 ? `${called.slice(0, 59)}…` : called;
}

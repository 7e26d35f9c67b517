import { isLoggingOnly } from "../../syntax/loggingCalls";
import { isMadeOnce, isOfModule } from "../../syntax/moduleBindings";
import type { Binding, BindingChange } from "../../syntax/moduleBindings";
import { functionAround, isInside, keyOf, parentOf } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import { isReplayGuarded } from "../../syntax/replayGuards";
import type { Value } from "../linker/values";
import { defineRule, type RuleContext } from "../rule";
import { changedCollection, rootOf } from "../state/collections";
import { FirstOfEach } from "../state/firstOfEach";
import { changedSingleton } from "../state/singletons";
import { shortText } from "./reportEffects";

export const noModuleState = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-module-state", description: "Disallow state that outlives a run of the orchestrator" },
    severity: "warning",
    ignoresLogging: true,
    schema: [],
    messages: {
      changed:
        "`{{name}}` belongs to the module: all instances and all replays change the same one. Keep it in a local variable, the input or an entity.",
      read: "`{{name}}` belongs to the module, and functions change it: a replay may read another value. Pass it in the input, or ask an entity or an activity.",
      method:
        "`{{name}}` changes an object that all instances and all replays share. Make one in the orchestrator, or use an entity.",
    },
  },
  create: (context) => {
    const { changes: all, changedBindings: changed } = context.durable.tree;
    const changes = all
      .filter((each) => isState(each, context))
      .toSorted((one, other) => one.node.range[0] - other.node.range[0]);
    const isGuarded = (node: Node) => isReplayGuarded(node, context.durable.tree.keys);
    const first = new FirstOfEach<Binding>(context.durable);
    const reportCollection = (collection: Node, node: Node) => {
      const binding = context.durable.tree.keys.variableOf(rootOf(collection));
      if (binding) first.add(node, binding);
      const isKnown = all.some((each) => each.node === node);
      if (!isKnown) report(context, node, "changed", shortText(context, collection));
    };
    return {
      Program() {
        for (const { node, binding } of changes) {
          if (isGuarded(node)) continue;
          // Each change has to go; reading it is then no further mistake.
          first.add(node, binding);
          report(context, node, "changed", stateName(node, binding, context));
        }
      },
      Identifier(node) {
        const binding = context.durable.tree.keys.variableOf(node);
        if (!binding || !isOfModule(binding) || !readsState(node, binding, changed, context)) return;
        if (isGuarded(node) || all.some((each) => each.binding === binding && isNear(each, node, context))) return;
        if (first.add(node, binding)) report(context, node, "read", binding.name);
      },
      CallExpression(node) {
        if (isGuarded(node) || isLoggingOnly(node, context.durable.tree.keys)) return;
        const collection = changedCollection(node, context.durable);
        if (collection) reportCollection(collection, node);
        const singleton = changedSingleton(node, context.durable);
        if (singleton && first.add(node, singleton)) report(context, node, "method", shortText(context, node));
      },
    };
  },
});

function report(context: RuleContext, node: Node, messageId: string, name: string): void {
  context.report({ node, messageId, data: { name } });
}

/** Of a class, the field that a change is of. */
function stateName(change: Node, { name, references }: Binding, { durable }: RuleContext): string {
  const use = references.find(({ identifier }) => isInside(identifier, change))?.identifier;
  const member = use && parentOf(use);
  const field = member?.type === "MemberExpression" && member.object === use ? keyOf(member) : undefined;
  const isClass = () => !!use && durable.valuesOf(use).some(({ kind }) => kind === "class");
  return field !== undefined && isClass() ? `${name}.${field}` : name;
}

/** Not what is made once, nor what functions and packages are given: `handler.displayName = …`, `axios.defaults.x = …`. */
function isState(change: BindingChange, { durable }: RuleContext): boolean {
  if (change.kind === "assign") return !isMadeOnce(change);
  const [definition] = change.binding.defs;
  if (definition?.type === "FunctionName" || definition?.type === "TSEnumName") return false;
  const values = durable.valuesOf(definition?.name ?? change.node);
  return !values.some((value) => value.kind === "package" || value.kind === "function" || isOfLanguage(value));
}

/** What all modules share anyway; a collection is of the language too, but the module's own. */
function isOfLanguage(value: Value): boolean {
  return value.kind === "global" && !value.path.endsWith("#");
}

function readsState(node: Node, binding: Binding, changed: ReadonlySet<Binding>, context: RuleContext): boolean {
  if (!changed.has(binding) && !context.durable.isChangedElsewhere(binding)) return false;
  return !!functionAround(node) && binding.references.some((each) => each.identifier === node && each.isRead());
}

/** The function that changes it does more than to read it, and is reported; so is one that is called from here. */
function isNear({ by }: BindingChange, node: Node, { durable }: RuleContext): boolean {
  const around = functionAround(node);
  if (!around || isInside(around, by) || isInside(by, around)) return true;
  const calls = durable.tree.summary.functions.get(durable.functionKeyAt(node))?.calls ?? [];
  const key = durable.tree.keys.functionKey(by);
  return calls.some(({ callee }) =>
    durable.valuesOfReference(callee).some((each) => each.kind === "function" && each.key === key),
  );
}

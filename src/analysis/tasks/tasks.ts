import { functionAround, type FunctionNode, type Node, type NodeVisitor } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import { defineRule, type Rule, type RuleContext, type RuleMeta } from "../rule";
import { majorOf } from "../sdk/versions";
import { ExpressionKinds } from "./expressionKinds";
import { TaskUses } from "./taskUses";

/** What the rules about tasks know of one file. */
export interface Tasks {
  readonly kinds: ExpressionKinds;
  readonly uses: TaskUses;
  /** The file has a generator, or says `df`: others have no tasks, and most files are others. */
  readonly isLikely: boolean;
}

export function tasksOf(durable: DurableCode): Tasks {
  return durable.once(makeTasks);
}

function makeTasks(durable: DurableCode): Tasks {
  const kinds = new ExpressionKinds(durable);
  return { kinds, uses: new TaskUses(durable, kinds), isLikely: hasTasks(durable) };
}

function hasTasks({ tree }: DurableCode): boolean {
  if (/\bdf\b/.test(tree.text)) return true;
  return [...tree.summary.functions.values()].some(({ isGenerator }) => isGenerator);
}

export interface TaskRule {
  readonly meta: RuleMeta;
  /** It looks at plain functions as well. */
  readonly isAboutAllCode?: true;
  create(context: RuleContext, tasks: Tasks): NodeVisitor;
}

/**
 * A rule about tasks. It is silent in functions with a syntax error: what is half typed looks like a task that nobody
 * waits for.
 */
export function defineTaskRule(rule: TaskRule): Rule {
  return defineRule({
    meta: rule.meta,
    create: (context) => {
      const { tree } = context.durable;
      const tasks = tasksOf(context.durable);
      if (!tasks.isLikely && !rule.isAboutAllCode) return {};
      const report: RuleContext["report"] = (each) => {
        const around = outermostFunction(each.reachedBy ?? each.node) ?? tree.ast;
        if (!tree.errors.some((error) => isDamaged(around, error, tree.text))) context.report(each);
      };
      return rule.create({ ...context, report }, tasks);
    },
  });
}

/** What is missing at the end of a function is missed where the next word begins. */
function isDamaged({ range: [start, end] }: Node, error: number, text: string): boolean {
  return error >= start && (error <= end || /^(?:[\s)\]};,]|\/\/.*|\/\*[^]*?\*\/)*$/.test(text.slice(end, error)));
}

function outermostFunction(node: Node): FunctionNode | undefined {
  let outermost: FunctionNode | undefined;
  for (let around = functionAround(node); around; around = functionAround(around)) outermost = around;
  return outermost;
}

/** Major version of the installed SDK; the newest where none is known. */
export function sdkMajor(context: RuleContext): number {
  return context.durable.sdk === undefined ? Infinity : majorOf(context.durable.sdk);
}

/** How the code at a node writes `context.df`, for messages. */
export function durableText(context: RuleContext, node: Node): string {
  return context.durable.durableContextAt(node) ?? "context.df";
}

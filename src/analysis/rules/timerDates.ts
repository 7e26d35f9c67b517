import { methodOf, unwrap, wrapped, type Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { Fix, RuleContext, Suggestion } from "../rule";
import { defineTaskRule, type Tasks } from "../tasks/tasks";
import { currentTimeOf } from "./currentTime";
import { shortText } from "./reportEffects";

export const timerDates = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "timer-dates", description: "Require a Date for durable timers" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      notADate: "`createTimer` takes a `Date`; this is {{what}}, which fails the run. Use `new Date(…)`.",
      duration:
        "`createTimer` takes the `Date` at which it fires; this is a duration, which fails the run. Add it to `{{current}}`.",
      sum: "`{{expression}}` is a text: `+` does not add to a `Date`. Add to `{{current}}.getTime()`.",
      makeDate: "Make it a Date",
      addToTime: "Add to getTime()",
      addToNow: "Add it to the current time",
    },
  },
  create: (context, { kinds }) => ({
    CallExpression(node) {
      const [date] = node.arguments;
      if (!date || kinds.taskMadeBy(node) !== "createTimer") return;
      const leaves = kinds.leavesOf(date);
      if (leaves.some((leaf) => sumOf(leaf, context, kinds))) return;
      const found = leaves.map((leaf) => whatElse(leaf, context.durable));
      const [what] = found;
      if (what === undefined || found.includes(undefined)) return;
      if (isDuration(date, kinds)) {
        reportDuration(context, date);
        return;
      }
      context.report({ node: date, messageId: "notADate", data: { what }, suggest: suggestions(context, date, what) });
    },
    BinaryExpression(node) {
      const current = sumOf(node, context, kinds);
      if (current) reportSum(context, node, current, kinds);
    },
  }),
});

/** The current time in `context.df.currentUtcDateTime + 5000`, which gives a text that is no date. */
function sumOf(node: Node, context: RuleContext, kinds: Tasks["kinds"]): Node | undefined {
  if (node.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  const { left, right } = node;
  const isCurrent = currentTimeOf(unwrap(left), context) !== undefined;
  return isCurrent && kinds.leavesOf(right).every(isNumber) ? left : undefined;
}

function isNumber(leaf: Node): boolean {
  if (leaf.type === "Literal") return typeof leaf.value === "number";
  return leaf.type === "BinaryExpression" && /^[-*/%]$/.test(leaf.operator);
}

/** 1973 in milliseconds since 1970: less is meant from now on. */
const leastTime = 1e11;
const maximalDepth = 12;

/** A number that is no time of the clock: `5000`, `30 * 60 * 1000`. */
function isDuration(node: Node, kinds: Tasks["kinds"], depth = 0): boolean {
  return kinds.leavesOf(node).every((leaf) => {
    if (leaf.type === "Literal") return typeof leaf.value === "number" && leaf.value < leastTime;
    if (leaf.type !== "BinaryExpression" || depth > maximalDepth) return false;
    return [leaf.left, leaf.right].every((each) => isDuration(each, kinds, depth + 1));
  });
}

function reportDuration(context: RuleContext, node: Node): void {
  const df = context.durable.durableContextAt(node);
  const current = `${df ?? "context.df"}.currentUtcDateTime`;
  const text = context.sourceCode.text.slice(...node.range);
  const sum = `new Date(${current}.getTime() + ${text})`;
  const suggest: readonly Suggestion[] =
    df === undefined ? [] : [{ messageId: "addToNow", fix: (fixer) => fixer.replaceText(node, sum) }];
  context.report({ node, messageId: "duration", data: { current }, suggest });
}

function reportSum(context: RuleContext, node: Node, current: Node, kinds: Tasks["kinds"]): void {
  const place = wrapped(node);
  const isTimer = place.parent?.type === "CallExpression" && kinds.taskMadeBy(place.parent) === "createTimer";
  const fix: Fix = (fixer) => [
    ...(isTimer ? [fixer.insertTextBefore(node, "new Date(")] : []),
    fixer.insertTextAfter(current, ".getTime()"),
    ...(isTimer ? [fixer.insertTextAfter(node, ")")] : []),
  ];
  const data = { expression: shortText(context, node), current: shortText(context, current) };
  // Behind a cast the call would stand in its parentheses.
  const suggest = unwrap(current) === current ? [{ messageId: "addToTime", fix }] : [];
  context.report({ node, messageId: "sum", data, suggest });
}

const momentLike = "the object of a date library";

/** What an expression is when it is no date; undefined: it may be one. */
function whatElse(leaf: Node, durable: DurableCode): string | undefined {
  if (leaf.type === "Literal") return typeof leaf.value === "string" ? "a text" : "a number";
  if (leaf.type === "TemplateLiteral") return "a text";
  if (leaf.type === "BinaryExpression") return /^[-+*/%]$/.test(leaf.operator) ? "a number" : undefined;
  if (leaf.type !== "CallExpression") return undefined;
  const method = methodOf(leaf) ?? "";
  if (/^(getTime|valueOf)$|^set(UTC)?[A-Z]/.test(method)) return "a number";
  if (/^to(ISO|UTC|Date|Time|Locale)?String$|^toJSON$/.test(method)) return "a text";
  const values = durable.valuesOf(leaf);
  if (values.length && values.every((each) => each.kind === "global" && /^Date\.(now|parse|UTC)\(\)$/.test(each.path)))
    return "a number";
  const isMoment = values.some(
    (each) =>
      each.kind === "package" &&
      /^(moment|moment-timezone|dayjs|luxon)$/.test(each.module) &&
      /(^|\.)(utc|tz|add|subtract|plus|minus|startOf|endOf|clone|fromJSDate|fromISO|now|local)?\(\)$/.test(each.path),
  );
  return isMoment ? momentLike : undefined;
}

function suggestions({ sourceCode }: RuleContext, date: Node, what: string): readonly Suggestion[] {
  const text = sourceCode.text.slice(date.range[0], date.range[1]);
  // What `valueOf` of such an object gives is what `new Date` takes.
  const made = what === momentLike ? `new Date(${text}.valueOf())` : `new Date(${text})`;
  return [{ messageId: "makeDate", fix: (fixer) => fixer.replaceText(date, made) }];
}

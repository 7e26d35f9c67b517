import { methodOf, type Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { RuleContext, Suggestion } from "../rule";
import { defineTaskRule } from "../tasks/tasks";

export const timerDates = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "timer-dates", description: "Require a Date for durable timers" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      notADate: "`createTimer` takes a `Date`; this is {{what}}, which fails the run. Use `new Date(…)`.",
      makeDate: "Make it a Date",
    },
  },
  create: (context, { kinds }) => ({
    CallExpression(node) {
      const [date] = node.arguments;
      if (!date || kinds.taskMadeBy(node) !== "createTimer") return;
      const found = kinds.leavesOf(date).map((leaf) => whatElse(leaf, context.durable));
      const [what] = found;
      if (what === undefined || found.includes(undefined)) return;
      context.report({ node: date, messageId: "notADate", data: { what }, suggest: suggestions(context, date, what) });
    },
  }),
});

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

import { unwrap } from "../../syntax/nodes";
import type { Fix } from "../rule";
import type { EffectNode } from "./reportEffects";

/** Milliseconds for milliseconds, and a date of its own, that may be changed, for a date; others are left to people. */
export function wallClockFix(node: EffectNode, df: string | undefined): Fix | undefined {
  if (df === undefined || !("arguments" in node)) return undefined;
  const callee = unwrap(node.callee);
  const isNew = node.type === "NewExpression" && callee.type === "Identifier" && callee.name === "Date";
  if (isNew) return (fixer) => fixer.replaceText(node, `new Date(${df}.currentUtcDateTime)`);
  const isNow = callee.type === "MemberExpression" && unwrap(callee.object).type === "Identifier";
  const object = isNow ? unwrap(callee.object) : undefined;
  if (object?.type !== "Identifier" || object.name !== "Date") return undefined;
  return (fixer) => fixer.replaceText(node, `${df}.currentUtcDateTime.getTime()`);
}

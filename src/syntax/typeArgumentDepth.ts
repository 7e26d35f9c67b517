/** By the number of a character: whether it may count. */
const mayCount = Array.from({ length: 128 }, (_, code) => "()[]{}<>=?:".includes(String.fromCharCode(code)));

/** Brackets, and the marks of conditional expressions. */
const marks: ReadonlySet<string | undefined> = new Set("()[]{}?:");

/**
 * Whether more than so many brackets and conditions with type arguments in front, or what looks like some, stand in each
 * other. Where such a text is damaged, a parser that tries both ways takes twice the time with each of them.
 */
export function nestsTypeArguments(text: string, maximum: number): boolean {
  const open: number[] = [];
  let [depth, conditions, isBehindAngle] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    if (!mayCount[text.charCodeAt(at)]) continue;
    const mark = text[at] ?? "";
    if (mark === "<" || mark === ">") isBehindAngle = 1;
    if (isTwofold(mark, text[at + 1])) at++;
    else if (marks.has(mark)) {
      if (mark === "?") conditions += isBehindAngle;
      else if (mark === ":") conditions = Math.max(0, conditions - 1);
      else if ("([{".includes(mark)) depth += open[open.push(isBehindAngle) - 1] ?? 0;
      else depth -= open.pop() ?? 0;
      isBehindAngle = 0;
      if (depth + conditions > maximum) return true;
    }
  }
  return false;
}

/** `=>`, `?.` and `??` count for nothing. */
function isTwofold(mark: string, next: string | undefined): boolean {
  return mark === "=" ? next === ">" : mark === "?" && (next === "?" || next === ".");
}

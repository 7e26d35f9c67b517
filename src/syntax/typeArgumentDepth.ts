/** Brackets, angles but for arrows, and the marks of conditional expressions, `?.` and `??` left out. */
const marks = /=>|\?[?.]|[<>()[\]{}?:]/g;

/**
 * Whether more than so many brackets and conditions with type arguments in front, or what looks like some, stand in each
 * other. Where such a text is damaged, a parser that tries both ways takes twice the time with each of them.
 */
export function nestsTypeArguments(text: string, maximum: number): boolean {
  const open: number[] = [];
  let [depth, conditions, isBehindAngle] = [0, 0, 0];
  for (const [mark] of text.matchAll(marks)) {
    if (mark.length > 1) continue;
    if (mark === "<" || mark === ">") {
      isBehindAngle = 1;
      continue;
    }
    if (mark === "?") conditions += isBehindAngle;
    else if (mark === ":") conditions = Math.max(0, conditions - 1);
    else if ("([{".includes(mark)) depth += open[open.push(isBehindAngle) - 1] ?? 0;
    else depth -= open.pop() ?? 0;
    isBehindAngle = 0;
    if (depth + conditions > maximum) return true;
  }
  return false;
}

/** Texts in the order in which they come first, those that come again with their number: `a timer (3 times)`. */
export function counted(texts: readonly string[]): readonly string[] {
  const numbers = new Map<string, number>();
  for (const text of texts) numbers.set(text, (numbers.get(text) ?? 0) + 1);
  return [...numbers].map(([text, number]) => (number === 1 ? text : `${text} (${number} times)`));
}

/** Whether two lists have the same items in the same order. */
export function isSameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (one: T, other: T) => boolean = Object.is,
): boolean {
  return one === other || (one.length === other.length && one.every((item, index) => isSame(item, other[index] as T)));
}

/** Whether two lists have the same items in the same order. */
export function isSameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (one: T, other: T) => boolean = Object.is,
): boolean {
  return one === other || (one.length === other.length && one.every((item, index) => isSame(item, other[index] as T)));
}

/** At most three of `names` that `wanted` may have been meant to be, nearest first; never `wanted` itself. */
export function nearNames(wanted: string, names: Iterable<string>): readonly string[] {
  const limit = wanted.length < 5 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= limit && name !== wanted)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** `did you mean` in words, or nothing. */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  const near = nearNames(wanted, names);
  return near.length ? ` Did you mean ${near.join(" or ")}?` : "";
}

/** Edits (insert, remove, replace) between two texts; a common beginning counts as near. */
function distanceOf(one: string, other: string): number {
  if (one.length >= 4 && (other.startsWith(one) || one.startsWith(other))) return 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      const replaced = (row[j] ?? 0) + (one[i] === other[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

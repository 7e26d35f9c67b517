/** Every rule asks, at every node, for those of the one SDK. */
const known = new Map<string, readonly number[]>();

/** Numbers of a version: `3.1.0-beta` → 3, 1, 0. */
function numbersOf(version: string): readonly number[] {
  const numbers = known.get(version) ?? readNumbers(version);
  known.set(version, numbers);
  return numbers;
}

function readNumbers(version: string): readonly number[] {
  return (/^\D*(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "").split(".").map(Number);
}

export function isOlder(version: string, than: string): boolean {
  const [one, other] = [numbersOf(version), numbersOf(than)];
  for (let at = 0; at < other.length; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

export function majorOf(version: string): number {
  return numbersOf(version)[0] ?? 0;
}

import path from "node:path";

/** The repository; the two commands, the tests and npm's scripts all start there. */
export const root = process.cwd();

export function inRoot(...parts: readonly string[]): string {
  return path.join(root, ...parts);
}

/** Files in which package managers keep what they installed. */
export const lockFileNames = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
] as const;

export type LockFileName = (typeof lockFileNames)[number];

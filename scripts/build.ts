import { pathToFileURL } from "node:url";
import { runTool } from "./process.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";

export const productBundles = ["extension", "lintWorker", "cli", "eslint", "replayHost", "graphView"];

const configuration = ["webpack.config.js", "tsconfig.json", "package-lock.json"];

/**
 * Builds the bundles (names of webpack.config.js) whose sources changed since they were last built.
 * @throws Error with webpack's messages when a bundle does not build
 */
export async function ensureBuilt(bundles: readonly string[]): Promise<void> {
  const prints = new Map(bundles.map((name) => [name, fingerprint([...configuration, ...sourcesOf(name)])]));
  const stale = [...prints].filter(([name, print]) => !isCurrent(name, print));
  if (stale.length === 0) return;
  const names = stale.map(([name]) => name);
  console.error(`Building ${names.join(", ")} …`);
  const { ok, output } = await runTool(
    "webpack/bin/webpack.js",
    names.flatMap((name) => ["--config-name", name]),
  );
  if (!ok) throw new Error(`Building ${names.join(", ")} failed:\n${output}`);
  for (const [name, print] of stale) stamp(name, print);
}

function sourcesOf(bundle: string): string[] {
  return bundle.startsWith("test-") ? ["src", "test", "scripts"] : ["src"];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await ensureBuilt(process.argv.length > 2 ? process.argv.slice(2) : productBundles);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

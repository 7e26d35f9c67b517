import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot } from "./root.ts";

/**
 * Loads a program that imports from src/, which only a bundler can read (its imports name no file endings).
 * @param entry path below the repository
 */
export async function loadSource<Module>(entry: string): Promise<Module> {
  const outfile = inRoot("dist", "scripts", entry.replaceAll("/", "-").replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [inRoot(entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    // The runner looks for the replay host beside its own bundle.
    define: { __dirname: JSON.stringify(inRoot("dist")) },
    logLevel: "error",
  });
  return (await import(pathToFileURL(outfile).href)) as Module;
}

import type { Secret } from "../base/secret";

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that would change how a child's Node starts: ours decide that. */
const nodeOwn = new Set(["NODE_OPTIONS", "NODE_V8_COVERAGE", "VSCODE_INSPECTOR_OPTIONS", "ELECTRON_RUN_AS_NODE"]);

/**
 * The environment of a child that runs the app: this process's own, the app's settings under it (as Core Tools do: a
 * variable that is set already wins), and what the user gave on top.
 */
export function childEnvironment(
  settings: ReadonlyMap<string, Secret>,
  extra: Readonly<Record<string, string>> = {},
  own: Environment = process.env,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of settings) environment[name] = value.reveal();
  for (const [name, value] of Object.entries(own))
    if (value !== undefined && !nodeOwn.has(name)) environment[name] = value;
  return { ...environment, ...extra };
}

import { newestOfMajors } from "./durableTable";
import { isOlder, majorOf } from "./versions";

/** Files in which package managers keep what they installed, with how each writes durable-functions and its version. */
export const lockFiles: Readonly<Record<string, RegExp>> = {
  "package-lock.json": /"(?:node_modules\/)?durable-functions":\s*\{\s*"version":\s*"([^"]+)"/,
  "npm-shrinkwrap.json": /"(?:node_modules\/)?durable-functions":\s*\{\s*"version":\s*"([^"]+)"/,
  "yarn.lock": /^"?durable-functions@[^\n]*:\r?\n\s+version:?\s+"?(\d[^"\r\n]*)/m,
  "pnpm-lock.yaml": /^\s+'?\/?durable-functions[@/](\d[^:('_\s]*)/m,
};

/**
 * The version that a range of package.json stands for: the one it names or, where the range admits newer ones, the
 * newest of its major, since that is what is installed. Undefined: the range says nothing, or leaves the major open.
 */
export function wantedVersion(range: string): string | undefined {
  const wanted = /^(?:npm:[^@]+@|workspace:)?\s*([~^=v]*)\s*(\d+)((?:\.\d+)*)(\.[x*])?([-+][\w.-]+)?\s*$/.exec(range);
  if (!wanted) return undefined;
  const [, operator = "", major = "", rest = "", wildcard] = wanted;
  const named = `${major}${rest}`;
  const admitsMinors = major !== "0" && (operator.includes("^") || rest === "" || (wildcard && !/\d+\.\d/.test(named)));
  if (!admitsMinors) return named;
  const newest = newestOfMajors[majorOf(named)];
  return newest !== undefined && isOlder(named, newest) ? newest : named;
}

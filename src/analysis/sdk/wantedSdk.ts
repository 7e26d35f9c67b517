import { newestOfMajors } from "./durableTable";
import { isOlder, majorOf } from "./versions";

/**
 * The version that a range of package.json stands for: the one it names or, where the range admits newer ones, the
 * newest of its major, since that is what is installed. Undefined: the range says nothing, or leaves the major open.
 */
export function wantedVersion(range: string): string | undefined {
  const wanted = /^(?:npm:[^@]+@|workspace:)?\s*([~^=v]*)\s*(\d+)((?:\.\d+)*)(\.[x*])?([-+][\w.-]+)?\s*$/.exec(
    rangeIn(range),
  );
  if (!wanted) return undefined;
  const [, operator = "", major = "", rest = "", wildcard] = wanted;
  const named = `${major}${rest}`;
  const admitsMinors = major !== "0" && (operator.includes("^") || rest === "" || (wildcard && !/\d+\.\d/.test(named)));
  if (!admitsMinors) return named;
  const newest = newestOfMajors[majorOf(named)];
  return newest !== undefined && isOlder(named, newest) ? newest : named;
}

const packedVersion = /(?:^|[/:])durable-functions-(?:v)?(\d+\.\d+\.\d+[\w.+-]*?)\.(?:tgz|tar\.gz)$/;
const ownRepository = /(?:^|[/:])azure\/azure-functions-durable-js(?:\.git)?#/i;

/** What says the version in a range that names a place: `…#semver:^3.1.0`, a tag of the SDK's repository, a packed file. */
function rangeIn(range: string): string {
  const [, versions] = /#semver:(.+)$/.exec(range) ?? [];
  if (versions !== undefined) return decodeURIComponent(versions);
  const [, packed] = packedVersion.exec(range) ?? [];
  if (packed !== undefined) return packed;
  const [, tag] = ownRepository.test(range) ? (/#(?:refs\/tags\/)?(v?\d+\.\d+\.\d+)$/.exec(range) ?? []) : [];
  return tag ?? range;
}

/**
 * The folder, relative to that of package.json or absolute, that a range of package.json names in place of a version.
 * Undefined: it names none.
 */
export function wantedFolder(range: string): string | undefined {
  const [, path] = /^(?:file|link|portal|workspace):(?:\/\/(?=[/.]))?(.+)$/.exec(range.trim()) ?? [];
  const named = path ?? range.trim();
  const isPath =
    path !== undefined && !range.startsWith("workspace:")
      ? true
      : /^\.{0,2}[\\/]|^\.{1,2}$|^[A-Za-z]:[\\/]/.test(named);
  return isPath && !/\.(?:tgz|tar\.gz|tar)$/.test(named) ? named.replaceAll("\\", "/") : undefined;
}

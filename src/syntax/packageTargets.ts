import { isRecord } from "./packageManifest";

/** Sets of conditions to try in turn: code as ES modules says more than what was made of it. */
const conditionSets: readonly ReadonlySet<string>[] = [
  new Set(["import", "module", "module-sync", "node", "default"]),
  new Set(["require", "node", "default"]),
];
/** By which packages of a workspace name their own source. */
const sourceConditions: ReadonlySet<string> = new Set(["source", "development", "typescript"]);

export interface TargetOptions {
  /** Prefer targets that name source code over those that name a build. */
  readonly preferSource: boolean;
}

/**
 * What `exports` of a package.json gives for a subpath (`""` for the package itself), relative to its folder, most
 * likely first. Node's algorithm (docs: packages, "Conditional exports", "Subpath patterns").
 */
export function exportTargets(exports: unknown, subpath: string, options: TargetOptions): readonly string[] {
  const table = isSubpathTable(exports) ? exports : { ".": exports };
  return targetsIn(table, subpath === "" ? "." : `./${subpath}`, options);
}

/** What `imports` of a package.json gives for `#name`: paths from `./` on, or other packages. */
export function importTargets(
  imports: Readonly<Record<string, unknown>>,
  name: string,
  options: TargetOptions,
): readonly string[] {
  return targetsIn(imports, name, options);
}

function isSubpathTable(exports: unknown): exports is Readonly<Record<string, unknown>> {
  return isRecord(exports) && Object.keys(exports).some((key) => key.startsWith("."));
}

function targetsIn(
  table: Readonly<Record<string, unknown>>,
  key: string,
  { preferSource }: TargetOptions,
): readonly string[] {
  const entry = entryFor(table, key);
  if (!entry) return [];
  const sets = preferSource
    ? [...conditionSets.map((set) => new Set([...set, ...sourceConditions])), ...conditionSets]
    : conditionSets;
  const found = sets.flatMap((conditions) => pick(entry.target, conditions));
  return [...new Set(found)].map((target) => target.replaceAll("*", entry.star));
}

interface Entry {
  readonly target: unknown;
  /** What `*` of the key stands for. */
  readonly star: string;
}

function entryFor(table: Readonly<Record<string, unknown>>, key: string): Entry | undefined {
  if (key in table && !key.includes("*")) return { target: table[key], star: "" };
  const patterns = Object.keys(table)
    .map((pattern) => ({ pattern, star: starOf(pattern, key) }))
    .filter((match): match is { pattern: string; star: string } => match.star !== undefined)
    .sort((one, other) => other.pattern.length - one.pattern.length);
  const [best] = patterns;
  return best && { target: table[best.pattern], star: best.star };
}

/** What `*` in a pattern stands for when it matches; undefined when it does not. */
export function starOf(pattern: string, text: string): string | undefined {
  // Up to Node 16 a folder of exports was written with a slash at its end.
  const [before, after] = pattern.endsWith("/") ? [pattern, ""] : splitAtStar(pattern);
  if (before === undefined || after === undefined) return undefined;
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  return text.slice(before.length, text.length - after.length);
}

function splitAtStar(pattern: string): readonly [string?, string?] {
  const at = pattern.indexOf("*");
  return at < 0 ? [] : [pattern.slice(0, at), pattern.slice(at + 1)];
}

/** The first target whose conditions hold, and the alternatives of a list. */
function pick(target: unknown, conditions: ReadonlySet<string>): readonly string[] {
  if (typeof target === "string") return [target.endsWith("/") ? `${target}*` : target];
  if (Array.isArray(target)) return target.flatMap((one) => pick(one, conditions));
  if (!isRecord(target)) return [];
  for (const [condition, inner] of Object.entries(target)) {
    const found = conditions.has(condition) ? pick(inner, conditions) : [];
    if (found.length > 0) return found;
  }
  return [];
}

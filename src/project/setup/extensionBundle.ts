import type { SourcePlace } from "../../base/sourcePlace";
import type { JsonSource } from "./jsonSource";

/** `extensionBundle` of host.json. */
export interface ExtensionBundle {
  readonly id: string;
  /** As written: `[4.*, 5.0.0)`. */
  readonly range: string;
  /** First version that the range leaves out, e.g. `[5, 0]`; undefined: no upper end, or no range that can be read. */
  readonly end?: readonly [major: number, minor: number];
  readonly place: SourcePlace;
}

export function bundleOf(host: JsonSource): ExtensionBundle | undefined {
  const bundle = host.member("extensionBundle");
  const version = host.member("extensionBundle", "version");
  if (!bundle) return undefined;
  const range = typeof version?.value === "string" ? version.value : "";
  const end = endOf(range);
  const id = host.member("extensionBundle", "id")?.value;
  return { id: typeof id === "string" ? id : "", range, ...(end && { end }), place: version?.place ?? bundle.place };
}

/** NuGet's notation: `[3.*, 4.0.0)`, `[2.6.1]`; a bare version has no upper end. */
function endOf(range: string): readonly [number, number] | undefined {
  const [, upper, bracket] = /^[[(].*?(\d[\d.*]*)\s*([)\]])$/.exec(range.trim()) ?? [];
  if (upper === undefined) return undefined;
  const [major = 0, minor = 0] = upper.split(".").map((part) => Number.parseInt(part, 10) || 0);
  return bracket === ")" ? [major, minor] : [major, minor + 1];
}

/** What a value is once it has been through JSON; `nothing`: null or undefined. */
export type JsonKind = "string" | "number" | "boolean" | "array" | "object" | "nothing";

/** What is known of the values of a type, or of one value. */
export interface JsonShape {
  readonly kinds: readonly JsonKind[];
  /** Of an object of which every member is known: its names, and which of them must be there. */
  readonly members?: { readonly all: readonly string[]; readonly required: readonly string[] };
}

/** Where a value does not fit a type: the member that is missing, or `true` for all of it. */
export type Mismatch = { readonly missing: string } | true;

/** Undefined when the value may fit, as far as is known. */
export function mismatchOf(wanted: JsonShape, given: JsonShape): Mismatch | undefined {
  if (!wanted.kinds.some((kind) => given.kinds.includes(kind))) return true;
  const isObject = ({ kinds }: JsonShape) => kinds.every((kind) => kind === "object");
  if (!wanted.members || !given.members || !isObject(wanted) || !isObject(given)) return undefined;
  const { all } = given.members;
  const missing = wanted.members.required.find((name) => !all.includes(name));
  return missing === undefined ? undefined : { missing };
}

/** `string`, `string or number`. */
export function kindsText({ kinds }: JsonShape): string {
  const words = kinds.map((kind) =>
    kind === "array" || kind === "object" ? `an ${kind}` : kind === "nothing" ? "nothing" : `a ${kind}`,
  );
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

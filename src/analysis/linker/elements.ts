import type { FileSummary, ListedBy, Reference } from "../../syntax/summary";
import type { ResolvedModule } from "../../syntax/resolveModule";
import type { ObjectReference, Value } from "./values";

/** What lists and tables are read from. */
export interface ElementFiles {
  summaryOf(file: string): FileSummary | undefined;
  resolve(fromFile: string, specifier: string): ResolvedModule | undefined;
  evaluate(file: string, reference: Reference): readonly Value[];
}

/** A name and what stands under it; `name` undefined: it only shows when the code runs. */
interface Entry {
  readonly name: string | undefined;
  readonly value: Reference;
}

/** More elements than these are data. */
const maximalElements = 300;
/** Lists that are made of lists; some are made of themselves. */
const maximalDepth = 4;
const unknown: Reference = { kind: "unknown" };

/**
 * The elements that a loop over a reference goes through, one by one; an unknown reference among them: there may be
 * others.
 */
export function elementsOf(files: ElementFiles, file: string, each: EachReference, depth = 0): readonly Reference[] {
  if (depth > maximalDepth) return [unknown];
  const elements = files.evaluate(file, each.of).flatMap((value) => elementsOfValue(files, value, each.part, depth));
  return elements.length && elements.length <= maximalElements ? elements : [unknown];
}

type EachReference = Reference & { readonly kind: "each" };

function elementsOfValue(files: ElementFiles, value: Value, part: EachReference["part"], depth: number) {
  if (value.kind === "object") return part === "key" ? [unknown] : entriesOf(files, value).map((each) => each.value);
  if (value.kind !== "global" || !value.items) return [unknown];
  const { file, reference } = value.items;
  const items = elementsOf(files, file, { kind: "each", of: reference }, depth + 1);
  const isMap = value.path === "Map#";
  return isMap && part ? items.map((each) => memberOf(each, part === "key" ? "0" : "1")) : items;
}

/** The list that `Object.entries(…)` and its kin make of a value; undefined: of this one, nothing is known. */
export function listOf(files: ElementFiles, value: Value, by: ListedBy): ObjectReference | undefined {
  if (value.kind !== "object" && value.kind !== "namespace") return undefined;
  const items = entriesOf(files, value).map(({ name, value: each }) => {
    const key: Reference = name === undefined ? unknown : { kind: "string", value: name };
    return by === "keys" ? key : by === "values" ? each : pairOf(key, each);
  });
  return { kind: "object", members: Object.fromEntries(items.entries()), spreads: [] };
}

function pairOf(key: Reference, value: Reference): Reference {
  return { kind: "object", members: { 0: key, 1: value }, spreads: [] };
}

function memberOf(object: Reference, name: string): Reference {
  return object.kind === "unknown" ? object : { kind: "member", object, name };
}

function entriesOf(files: ElementFiles, value: Value, depth = 0): readonly Entry[] {
  if (value.kind === "namespace") return exportsOf(files, value.file, new Set());
  if (value.kind !== "object" || depth > maximalDepth) return [{ name: undefined, value: unknown }];
  const { file, reference } = value;
  const { members, spreads, computed = [] } = reference;
  const own = Object.entries(members).map(([name, each]) => ({ name, value: elsewhere(file, each) }));
  const under = computed.flatMap(({ key, value: each }) =>
    textsOf(files, file, key).map((name) => ({ name, value: elsewhere(file, each) })),
  );
  const spread = spreads.flatMap((each) => {
    const values = files.evaluate(file, each);
    return values.length
      ? values.flatMap((found) => entriesOf(files, found, depth + 1))
      : [{ name: undefined, value: unknown }];
  });
  // What is given last counts; lists are spread behind what they have under the same position.
  const isList = Object.keys(members).every((name) => /^~?\d+$/.test(name));
  return isList ? [...own, ...under, ...spread] : [...byName([...spread, ...own, ...under])];
}

function byName(entries: readonly Entry[]): Iterable<Entry> {
  const named = new Map<string | symbol, Entry>();
  for (const each of entries) named.set(each.name ?? Symbol("unknown"), each);
  return named.values();
}

function textsOf(files: ElementFiles, file: string, key: Reference): readonly (string | undefined)[] {
  const texts = files.evaluate(file, key).map((value) => (value.kind === "string" ? value.value : undefined));
  return texts.length ? texts : [undefined];
}

/** What `import * as all` of a file holds. */
function exportsOf(files: ElementFiles, file: string, seen: Set<string>): readonly Entry[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const { exports, reexports } = files.summaryOf(file) ?? { exports: new Map<string, Reference>(), reexports: [] };
  const own = [...exports].map(([name, each]) => ({ name, value: elsewhere(file, each) }));
  const others = reexports.flatMap((module) => {
    const found = files.resolve(file, module);
    return found?.kind === "file"
      ? exportsOf(files, found.file, seen).filter(({ name }) => name !== "default")
      : [{ name: undefined, value: unknown }];
  });
  return [...byName([...others, ...own])];
}

function elsewhere(file: string, of: Reference): Reference {
  return of.kind === "unknown" || of.kind === "elsewhere" ? of : { kind: "elsewhere", file, of };
}

import type { Reference } from "./summary";

/** The references that one is made of, of the same file. */
export function partsOf(reference: Reference): readonly Reference[] {
  switch (reference.kind) {
    case "member":
      return [reference.object];
    case "at":
      return [reference.object, reference.key];
    case "text":
      return reference.parts;
    case "instance":
      return reference.items ? [reference.of, reference.items] : [reference.of];
    case "listed":
    case "each":
    case "awaited":
      return [reference.of];
    case "call":
      return [reference.callee, ...reference.functions];
    case "object": {
      const { members, spreads, computed = [] } = reference;
      return [...Object.values(members), ...spreads, ...computed.flatMap(({ key, value }) => [key, value])];
    }
    case "either":
      return reference.of;
    default:
      return [];
  }
}

/** The same reference with other parts. */
export function withParts(reference: Reference, change: (part: Reference) => Reference): Reference {
  switch (reference.kind) {
    case "member":
      return { ...reference, object: change(reference.object) };
    case "at":
      return { ...reference, object: change(reference.object), key: change(reference.key) };
    case "text":
      return { ...reference, parts: reference.parts.map(change) };
    case "instance": {
      const { of, items } = reference;
      return { ...reference, of: change(of), ...(items && { items: change(items) }) };
    }
    case "listed":
    case "each":
    case "awaited":
      return { ...reference, of: change(reference.of) };
    case "call": {
      const { callee, functions, name } = reference;
      return {
        ...reference,
        callee: change(callee),
        functions: functions.map(change),
        ...(name && { name: change(name) }),
      };
    }
    case "object": {
      const { members, spreads, computed, getters } = reference;
      const changed = (each: Readonly<Record<string, Reference>>) =>
        Object.fromEntries(Object.entries(each).map(([name, value]) => [name, change(value)]));
      return {
        ...reference,
        members: changed(members),
        spreads: spreads.map(change),
        ...(getters && { getters: changed(getters) }),
        ...(computed && { computed: computed.map(({ key, value }) => ({ key: change(key), value: change(value) })) }),
      };
    }
    case "either":
      return { ...reference, of: reference.of.map(change) };
    default:
      return reference;
  }
}

/** Functions of the program; the language's own and those of objects that nothing is known of are none. */
export function mayBeOwn(callee: Reference): boolean {
  return callee.kind === "member" ? mayBeOwn(callee.object) : callee.kind !== "unknown" && callee.kind !== "global";
}

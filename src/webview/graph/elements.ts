/** An element of the page by its id; throws when the page has none, or one of another kind. */
export function find<T extends Element>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(`The page has no ${kind.name} called ${id}.`);
}

/** Id of the graph's node that something on the page belongs to. */
export function nodeOf(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>(".node") : null;
  return element?.dataset["id"];
}

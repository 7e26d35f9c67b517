import { partsOf } from "./referenceParts";
import type { ClassMember, FileSummary, Reference } from "./summary";

/**
 * Text of everything that other files can see of a file: what it exports, and what that is made of. What its functions
 * call is not part of it.
 */
export function shapeOf(summary: Omit<FileSummary, "shape">): string {
  const visible = new VisibleParts(summary);
  for (const [name, reference] of summary.exports) visible.add(`export ${name}`, reference);
  if (summary.commonJs) visible.add("commonJs", summary.commonJs);
  for (const { kind, name, handler, callee } of summary.registrations) {
    visible.add(`registers ${kind}`, callee);
    if (name) visible.add(`name of ${kind}`, name);
    if (handler) visible.add(`handler of ${kind}`, handler);
  }
  return [...visible.lines, ...summary.reexports].join("\n");
}

class VisibleParts {
  readonly lines: string[] = [];
  readonly #summary: Omit<FileSummary, "shape">;
  readonly #seen = new Set<string>();

  constructor(summary: Omit<FileSummary, "shape">) {
    this.#summary = summary;
  }

  add(label: string, reference: Reference): void {
    this.lines.push(`${label} ${JSON.stringify(reference)}`);
    this.#follow(reference);
  }

  #follow(reference: Reference): void {
    switch (reference.kind) {
      case "variable":
        return this.#once(`$${reference.key}`, () => this.#addVariable(reference.key));
      case "function":
        return this.#once(`f${reference.key}`, () => this.#addFunction(reference.key));
      case "class":
        return this.#once(`c${reference.key}`, () => this.#addClass(reference.key));
      case "this":
      case "super":
        return this.#once(`c${reference.classKey}`, () => this.#addClass(reference.classKey));
      default:
        for (const part of partsOf(reference)) this.#follow(part);
    }
  }

  #once(key: string, run: () => void): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    run();
  }

  #addVariable(key: string): void {
    const reference = this.#summary.variables.get(key);
    if (reference) this.add(`variable ${key}`, reference);
    for (const { of, use, argumentCount, path } of this.#summary.constants.get(key) ?? [])
      this.add(`part of ${key} ${[use, argumentCount, ...path].join(" ")}`, of);
    if (this.#summary.changedVariables.has(key)) this.lines.push(`changed ${key}`);
    for (const [name, value] of this.#summary.functionMembers.get(key) ?? []) this.add(`${key}.${name}`, value);
  }

  #addFunction(key: string): void {
    const found = this.#summary.functions.get(key);
    if (!found) return;
    const { name = "", isGenerator, isAsync, takesContext, guardedParameters, optionalParameters, changesThis } = found;
    this.lines.push(
      `function ${[key, name, isGenerator, isAsync, takesContext, guardedParameters, optionalParameters, changesThis].join(" ")}`,
    );
    for (const { to, ...use } of found.parameterUses) {
      this.lines.push(JSON.stringify(use));
      if (to) this.add(`hands on ${to.index} ${to.path.join(".")}`, to.callee);
    }
    for (const value of found.returns) this.add(`return of ${key}`, value);
  }

  #addClass(key: string): void {
    const found = this.#summary.classes.get(key);
    if (!found) return;
    this.lines.push(`class ${key} ${found.constructorKey ?? ""}`);
    if (found.parent) this.add(`parent of ${key}`, found.parent);
    for (const [name, member] of [...found.members, ...found.statics]) this.#addMember(`${key}.${name}`, member);
  }

  #addMember(label: string, { kind, reference }: ClassMember): void {
    this.add(`${kind} ${label}`, reference);
  }
}

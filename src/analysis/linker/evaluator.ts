import type { ClassMember, ClassSummary, FileSummary, Reference, RegisteredKind } from "../../syntax/summary";
import type { ResolvedModule } from "../../syntax/resolveModule";
import { taskMadeBy } from "./durableReferences";
import { elementsOf, listOf, type ElementFiles } from "./elements";
import type { Memo } from "./memo";
import { joinPaths, type TextValue, type Value } from "./values";

/** Where the evaluator finds files. */
export interface ProgramFiles {
  summaryOf(file: string): FileSummary | undefined;
  resolve(fromFile: string, specifier: string): ResolvedModule | undefined;
  /** Whether a file may give a name to others, judging by its text: it is not parsed. */
  mayExport(file: string, name: string): boolean;
  /** Whether what a file imports is followed into packages. */
  followsPackages(file: string): boolean;
  readonly memo: Memo;
}

/** A value may be one of so many; more say nothing. */
const maximalValues = 12;
const maximalDepth = 60;
/** References looked at for one question: on real code a few need millions without (design page analysis 3.2). */
const fuelOfQuestion = 3_000;
/** Classes on the way to a member that is inherited. */
const maximalParents = 8;

const durableMethods: ReadonlyMap<string, RegisteredKind> = new Map([
  ["app.orchestration", "orchestration"],
  ["app.activity", "activity"],
  ["app.entity", "entity"],
]);

/** Follows references through the files of a program, and remembers the answers. */
export class Evaluator {
  readonly #files: ProgramFiles;
  readonly #elementFiles: ElementFiles;
  /** Questions that are being answered, each with its place in the order of asking. */
  readonly #open = new Map<string, number>();
  #depth = 0;
  #fuel = fuelOfQuestion;
  /** The first open question that the answer at hand hangs on; an answer that hangs on an earlier one is half of it. */
  #hangsOn = Infinity;

  constructor(files: ProgramFiles) {
    this.#files = files;
    this.#elementFiles = {
      summaryOf: (file) => files.summaryOf(file),
      resolve: (fromFile, specifier) => files.resolve(fromFile, specifier),
      evaluate: (file, reference) => this.evaluate(file, reference),
    };
  }

  /** What a reference of a file may be; empty: nothing is known of it. */
  evaluate(file: string, reference: Reference): readonly Value[] {
    if (!this.#goDeeper()) return this.#giveUp();
    try {
      const values = this.#evaluate(file, reference);
      return values.length > maximalValues ? values.slice(0, maximalValues) : values;
    } finally {
      this.#depth--;
    }
  }

  /** @returns whether there may be one more question in those that are being answered */
  #goDeeper(): boolean {
    if (this.#depth === 0) this.#fuel = fuelOfQuestion;
    if (this.#depth > maximalDepth || this.#fuel-- <= 0) return false;
    this.#depth++;
    return true;
  }

  #evaluate(file: string, reference: Reference): readonly Value[] {
    switch (reference.kind) {
      case "unknown":
        return [];
      case "string":
        return [reference];
      case "global":
        return [{ kind: "global", path: reference.name }];
      case "import":
        return this.#imported(file, reference.module, reference.name);
      case "variable":
        return this.#variable(file, reference.key);
      case "function":
        return [{ kind: "function", file, key: reference.key }];
      case "class":
        return [{ kind: "class", file, key: reference.key }];
      case "this":
        return [{ kind: "instance", file, key: reference.classKey }];
      case "super":
        return this.#parentInstances(file, reference.classKey);
      case "instance":
        return this.#instances(file, reference);
      case "object":
        return [{ kind: "object", file, reference }];
      case "member":
        return flatMap(this.evaluate(file, reference.object), (object) => this.member(object, reference.name));
      case "at":
        return this.#at(file, reference);
      case "text":
        return this.#joined(file, reference.parts);
      case "listed":
        return flatMap(this.evaluate(file, reference.of), (value) => {
          const list = listOf(this.#elementFiles, value, reference.by);
          return list ? [{ kind: "object", file, reference: list }] : [];
        });
      case "each":
        return this.elements(file, reference).flatMap((each) => this.evaluate(file, each));
      case "elsewhere":
        // What is made of it hangs on that file.
        this.#files.summaryOf(reference.file);
        return this.evaluate(reference.file, reference.of);
      case "either":
        return flatMap(reference.of, (each) => this.evaluate(file, each));
      case "call":
        return this.#called(file, reference);
      case "awaited":
        return this.evaluate(file, reference.of).filter(({ kind }) => kind !== "promise");
    }
  }

  /** What a loop over a reference goes through; an unknown one among them: there may be others. */
  elements(file: string, each: Reference & { readonly kind: "each" }): readonly Reference[] {
    return elementsOf(this.#elementFiles, file, each);
  }

  #instances(file: string, reference: Reference & { readonly kind: "instance" }): readonly Value[] {
    const { of, items } = reference;
    const values = this.evaluate(file, of).flatMap((value) => instanceOf(value, reference));
    if (!items) return values;
    const given = { file, reference: items };
    return values.map((value) => (value.kind === "global" ? { ...value, items: given } : value));
  }

  #at(file: string, { object, key }: Reference & { readonly kind: "at" }): readonly Value[] {
    const names = this.evaluate(file, key).flatMap((value) => (value.kind === "string" ? [value.value] : []));
    if (!names.length) return [];
    const objects = this.evaluate(file, object);
    return names.flatMap((name) => objects.flatMap((each) => this.member(each, name)));
  }

  /** All texts that parts make together; none when one of them is not known. */
  #joined(file: string, parts: readonly Reference[]): readonly Value[] {
    let texts: readonly (readonly TextValue[])[] = [[]];
    for (const part of parts) {
      const values = this.evaluate(file, part);
      const known = values.filter((value) => value.kind === "string");
      if (!known.length || known.length < values.length) return [];
      texts = texts.flatMap((text) => known.map((each) => [...text, each])).slice(0, maximalValues);
    }
    return texts.map((each) => ({ kind: "string", value: each.map(({ value }) => value).join(""), parts: each }));
  }

  /** Says nothing now; asked from elsewhere there may be more to say. */
  #giveUp(): readonly Value[] {
    this.#hangsOn = -1;
    return [];
  }

  #variable(file: string, key: string): readonly Value[] {
    return this.#known(file, key) ?? this.#once(file, key, () => this.#held(file, key));
  }

  #held(file: string, key: string): readonly Value[] {
    const reference = this.#files.summaryOf(file)?.variables.get(key);
    return reference ? this.evaluate(file, reference) : [];
  }

  #known(file: string, name: string): readonly Value[] | undefined {
    return this.#files.memo.known(file, name) as readonly Value[] | undefined;
  }

  /** To be called for what is not known. */
  #once(file: string, name: string, run: () => readonly Value[]): readonly Value[] {
    const key = `${file}\0${name}`;
    const open = this.#open.get(key);
    if (open !== undefined) {
      // A variable that is part of its own definition says nothing more.
      this.#hangsOn = Math.min(this.#hangsOn, open);
      return [];
    }
    const place = this.#open.size;
    const outer = this.#hangsOn;
    this.#open.set(key, place);
    this.#hangsOn = Infinity;
    try {
      return this.#files.memo.get(file, name, run, () => this.#hangsOn >= place);
    } finally {
      this.#open.delete(key);
      this.#hangsOn = Math.min(outer, this.#hangsOn < place ? this.#hangsOn : Infinity);
    }
  }

  #imported(file: string, specifier: string, name: string): readonly Value[] {
    const resolved = this.#files.resolve(file, specifier);
    if (!resolved) return isRelative(specifier) ? [] : packageValue(specifier, name);
    if (resolved.kind === "builtin") return packageValue(resolved.name.replace(/^node:/, ""), name);
    if (resolved.kind === "file") return this.#exported(resolved.file, name);
    const module = resolved.subpath ? `${resolved.name}/${resolved.subpath}` : resolved.name;
    if (resolved.file !== undefined && module !== "durable-functions" && this.#files.followsPackages(file))
      return this.#exported(resolved.file, name);
    return packageValue(module, name);
  }

  #exported(file: string, name: string): readonly Value[] {
    const entry = `>${name}`;
    return this.#known(file, entry) ?? this.#once(file, entry, () => this.#given(file, name));
  }

  #given(file: string, name: string): readonly Value[] {
    const summary = this.#files.summaryOf(file);
    if (!summary) return [];
    if (name === "*" || name === "require")
      return summary.commonJs ? this.evaluate(file, summary.commonJs) : [{ kind: "namespace", file }];
    const named = summary.exports.get(name);
    if (named) return this.evaluate(file, named);
    if (summary.commonJs) {
      const all = this.evaluate(file, summary.commonJs);
      return name === "default" ? all : all.flatMap((value) => this.member(value, name));
    }
    if (name === "default") return summary.exports.size ? [{ kind: "namespace", file }] : [];
    return firstKnown(summary.reexports, (module) =>
      this.#mayExport(file, module, name) ? this.#imported(file, module, name) : [],
    );
  }

  /** Of the many files that a barrel passes on, few have the name: the others need not be parsed. */
  #mayExport(file: string, specifier: string, name: string): boolean {
    const resolved = this.#files.resolve(file, specifier);
    return resolved?.kind !== "file" || this.#files.mayExport(resolved.file, name);
  }

  /** A member of a value: `Date` and `now`, an object's property, a class's method. */
  member(object: Value, name: string): readonly Value[] {
    switch (object.kind) {
      case "global":
        return [{ kind: "global", path: globalPath(object.path, name), ...bareness(object) }];
      case "package":
        return [{ ...object, path: joinPaths(object.path, name) }];
      case "namespace":
        return this.#exported(object.file, name);
      case "object":
        return this.#objectMember(object.file, object.reference, name);
      case "class":
      case "instance": {
        const found = this.#findMember(object, name);
        return found ? this.#memberValue(found.file, found.member) : [];
      }
      case "function":
        return /^(call|apply|bind)$/.test(name) ? [object] : name === "name" ? this.#nameOf(object) : [];
      case "task":
        return object.name === "registered" && name === "withRetry" ? [{ kind: "registered", of: "activity" }] : [];
      default:
        return [];
    }
  }

  /** `pay.name`. */
  #nameOf({ file, key }: Value & { readonly kind: "function" }): readonly Value[] {
    const name = this.#files.summaryOf(file)?.functions.get(key)?.name?.replace(/^.*\./, "");
    return name === undefined ? [] : [{ kind: "string", value: name }];
  }

  #objectMember(file: string, { members, spreads, computed }: ObjectMembers, name: string): readonly Value[] {
    const own = Object.hasOwn(members, name) ? members[name] : undefined;
    if (own) return this.evaluate(file, own);
    const under = computed?.find(({ key }) =>
      this.evaluate(file, key).some((value) => value.kind === "string" && value.value === name),
    );
    if (under) return this.evaluate(file, under.value);
    // `all = { ...all, more }` has itself among its parts.
    if (!spreads.length) return [];
    if (!this.#goDeeper()) return this.#giveUp();
    try {
      return firstKnown(spreads, (spread) => this.evaluate(file, spread).flatMap((value) => this.member(value, name)));
    } finally {
      this.#depth--;
    }
  }

  /** The functions that reading a member runs. */
  gettersAt(file: string, { object, name }: Reference & { readonly kind: "member" }): readonly Value[] {
    return this.evaluate(file, object).flatMap((value) => {
      if (value.kind === "object") {
        const getter = value.reference.getters?.[name];
        return getter ? this.evaluate(value.file, getter) : [];
      }
      if (value.kind !== "class" && value.kind !== "instance") return [];
      const found = this.#findMember(value, name);
      return found?.member.kind === "getter" ? this.evaluate(found.file, found.member.reference) : [];
    });
  }

  /** What is bound, by `bind` as functions have it: the function itself. */
  boundBy(file: string, { object }: Reference & { readonly kind: "member" }): readonly Value[] {
    return this.evaluate(file, object).filter(isBindable);
  }

  #findMember({ kind, file, key }: Value & { readonly kind: "class" | "instance" }, name: string) {
    for (const [owner, summary] of this.#withParents(file, key)) {
      const member = summary[kind === "class" ? "statics" : "members"].get(name);
      if (member) return { file: owner, member };
    }
    return undefined;
  }

  #memberValue(file: string, { kind, reference }: ClassMember): readonly Value[] {
    if (kind === "value" || reference.kind !== "function") return this.evaluate(file, reference);
    return [{ kind: "function", file, key: reference.key }, ...this.#returned(file, reference.key)];
  }

  /** A class and those that it extends, nearest first. */
  *#withParents(file: string, key: string): Generator<readonly [string, ClassSummary]> {
    let at: { readonly file: string; readonly key: string } | undefined = { file, key };
    let given: readonly Value[] = [];
    for (let count = 0; at && count < maximalParents; count++) {
      const summary: ClassSummary | undefined = this.#files.summaryOf(at.file)?.classes.get(at.key);
      if (!summary) return;
      yield [at.file, summary];
      const parents: readonly Value[] = summary.parent ? this.evaluate(at.file, summary.parent) : [];
      // `extends Mixin(Base)`: the class that the mixin makes extends what it is given.
      if (summary.parent?.kind === "call") {
        const owner = at.file;
        given = summary.parent.functions.flatMap((each) => this.evaluate(owner, each));
      }
      const next: Value | undefined = [...parents, ...(parents.length ? [] : given)].find(isClassValue);
      if (!parents.length) given = [];
      at = next?.kind === "class" ? next : undefined;
    }
  }

  /** The constructor that `new` runs, inherited ones included. */
  constructorOf(file: string, key: string): Value | undefined {
    for (const [owner, summary] of this.#withParents(file, key)) {
      if (summary.constructorKey !== undefined) return { kind: "function", file: owner, key: summary.constructorKey };
    }
    return undefined;
  }

  #parentInstances(file: string, key: string): readonly Value[] {
    const parent = this.#files.summaryOf(file)?.classes.get(key)?.parent;
    return parent ? this.evaluate(file, parent).flatMap((value) => instanceOf(value, {})) : [];
  }

  #called(file: string, reference: Reference & { readonly kind: "call" }): readonly Value[] {
    const { callee, functions, name } = reference;
    const task = taskMadeBy(callee, this.#files.summaryOf(file)?.variables ?? new Map());
    if (task !== undefined) return [{ kind: "task", name: task }];
    const bound = callee.kind === "member" && callee.name === "bind" ? this.boundBy(file, callee) : [];
    if (bound.length) return bound;
    const callees = this.evaluate(file, callee);
    const results = callees
      .flatMap((value) => this.#resultOf(value, reference))
      .map((value) => (value.kind === "registered" && name ? { ...value, name: { file, reference: name } } : value));
    if (results.length) return results;
    // `memoize(f)` of a function that nothing is known of may return `f`.
    return functions.flatMap((each) => this.evaluate(file, each)).filter(({ kind }) => kind === "function");
  }

  #resultOf(value: Value, call: Arguments): readonly Value[] {
    if (value.kind === "function") return this.#resultOfFunction(value.file, value.key);
    if (value.kind === "registered") return [{ kind: "task", name: "registered" }];
    if (value.kind === "global") return [used(value, "()", call)];
    if (value.kind !== "package") return [];
    const registered = value.module === "durable-functions" ? durableMethods.get(value.path) : undefined;
    return registered ? [{ kind: "registered", of: registered }] : [used(value, "()", call)];
  }

  #resultOfFunction(file: string, key: string): readonly Value[] {
    const { isGenerator, isAsync } = this.#files.summaryOf(file)?.functions.get(key) ?? {};
    if (isGenerator) return [{ kind: "generator", file, key }];
    const returned = this.#returned(file, key);
    return isAsync ? [{ kind: "promise", file, key }, ...returned] : returned;
  }

  #returned(file: string, key: string): readonly Value[] {
    const entry = `r${key}`;
    const run = () => {
      const returns = this.#files.summaryOf(file)?.functions.get(key)?.returns ?? [];
      return flatMap(returns, (each) => this.evaluate(file, each));
    };
    return this.#known(file, entry) ?? this.#once(file, entry, run);
  }
}

type ObjectMembers = Pick<Reference & { readonly kind: "object" }, "members" | "spreads" | "computed">;

/** As the method of lists, which takes its time: most lists here have one element. */
function flatMap<T>(list: readonly T[], read: (each: T) => readonly Value[]): readonly Value[] {
  const [only] = list;
  return list.length === 1 && only !== undefined ? read(only) : list.flatMap(read);
}

function firstKnown<T>(list: readonly T[], read: (each: T) => readonly Value[]): readonly Value[] {
  for (const each of list) {
    const values = read(each);
    if (values.length) return values;
  }
  return [];
}

function isClassValue({ kind }: Value): boolean {
  return kind === "class";
}

/** Functions; of what is made outside of the program, methods called `bind` do what they like. */
function isBindable(value: Value): boolean {
  if (value.kind === "package") return value.path !== "" && !/[(#]/.test(value.path);
  return value.kind === "function" || (value.kind === "global" && !/[(#]/.test(value.path));
}

function instanceOf(value: Value, made: Arguments): readonly Value[] {
  if (value.kind === "class") return [{ ...value, kind: "instance" }];
  return value.kind === "global" || value.kind === "package" ? [used(value, "#", made)] : [];
}

type Outer = Value & { readonly kind: "global" | "package" };
type Arguments = Pick<Outer, "withoutArguments">;

/** What calling something from outside of the program gives, or making an object of it. */
function used(value: Outer, by: "()" | "#", given: Arguments): Outer {
  const first = /[(#]/.test(value.path) ? value : given;
  return { ...value, path: `${value.path}${by}`, ...bareness(first) };
}

function bareness({ withoutArguments }: Arguments): Arguments {
  return withoutArguments ? { withoutArguments } : {};
}

function packageValue(module: string, name: string): readonly Value[] {
  return [{ kind: "package", module, path: name === "*" || name === "require" ? "" : joinPaths("", name) }];
}

/** `globalThis.Date` is `Date`. */
function globalPath(path: string, name: string): string {
  return path === "globalThis" || path === "global" || path === "window" || path === "self" ? name : `${path}.${name}`;
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith(".") || specifier.startsWith("/");
}

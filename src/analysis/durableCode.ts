import { relativeTo } from "../base/paths";
import { classOfField } from "../syntax/classFields";
import { functionAround, isFunction, keyOf, unwrap } from "../syntax/nodes";
import type { CallExpression, FunctionNode, Identifier, MemberExpression, NewExpression, Node } from "../syntax/nodes";
import type { Binding } from "../syntax/moduleBindings";
import { defaultOf, omittedParameterAt } from "../syntax/omittedParameters";
import { memberOf } from "../syntax/references";
import type { SummarizedFile } from "../syntax/summarize";
import { moduleKey, type FunctionSummary, type HandedTo, type Reference } from "../syntax/summary";
import { durableCallName, durableMemberName, isDurableObject } from "./durableMembers";
import type { Effect, Use } from "./effects/effects";
import { globalEffect } from "./effects/globalEffects";
import { handedEffects, type HandedEffect } from "./effects/handedEffects";
import { isReferenceDate } from "./effects/referenceDates";
import { packageEffect } from "./effects/packageEffects";
import { activityShapes, type ActivityShapes } from "./names/activityShapes";
import type { AppFunctions } from "./names/appNames";
import { namesInFile } from "./names/fileNames";
import { mayBeTestFile } from "./names/testFiles";
import type { UsedName } from "./names/writtenNames";
import { RegisteredCode } from "./registeredCode";
import type { FunctionPlace } from "./linker/calls";
import { HandedFunctions, type HandedCall } from "./linker/handedFunctions";
import type { Program } from "./linker/program";
import type { Value } from "./linker/values";
import { logsInReplay } from "./replaying/loggingFunctions";
import type { JsonShape } from "./types/jsonShape";
import { shapeOfType } from "./types/typeShape";
import { typeSourceOf } from "./types/typeSource";
import { importedSource, type ImportedSource } from "./state/importedConstants";
import { isChangedAtHome } from "./state/importedVariables";
import { changesItsObject } from "./state/objectChanges";
import { returnsShared } from "./state/sharedResults";

/** What the program knows of the nodes of one file. */
export class DurableCode {
  readonly #tree: SummarizedFile;
  readonly #program: Program;
  readonly #orchestrators: ReadonlySet<string>;

  /** Every rule asks of every node. */
  readonly #effects = new Map<Node, Effect | undefined>();
  /** What has its effect only by what stands in place of the parameter at a position. */
  readonly #defaulted = new Map<Node, number>();
  readonly #handed = new Map<Node, readonly HandedEffect[]>();
  readonly #handedFunctions: HandedFunctions;
  readonly #values = new Map<Reference, readonly Value[]>();
  readonly #made = new Map<unknown, unknown>();

  /** What the file registers, and what it takes from durable-functions. */
  readonly registered: RegisteredCode;

  /** @param orchestrators keys of the functions of this file that are orchestrators */
  constructor(tree: SummarizedFile, program: Program, orchestrators: ReadonlySet<string>) {
    this.#tree = tree;
    this.#program = program;
    this.#orchestrators = orchestrators;
    this.#handedFunctions = new HandedFunctions(program);
    this.registered = new RegisteredCode(tree, program, (reference) => this.valuesOfReference(reference));
  }

  /** What several rules need of the file, made when the first of them asks. */
  once<T>(make: (durable: DurableCode) => T): T {
    const made = this.#made.get(make) as T | undefined;
    if (made !== undefined) return made;
    const value = make(this);
    this.#made.set(make, value);
    return value;
  }

  /** Version of the installed durable-functions, e.g. `3.1.0`; undefined: not known, to be taken as the newest. */
  get sdk(): string | undefined {
    return this.#program.appOf(this.#tree.file)?.sdk;
  }

  /** Names that the file's app registers functions under; undefined: nothing is known of them. */
  get appFunctions(): AppFunctions | undefined {
    return this.#program.functionsOf(this.#tree.file);
  }

  /** Whether the file is, by its name, one of tests and not of the app. */
  get isInTests(): boolean {
    const { file } = this.#tree;
    const root = this.#program.appOf(file)?.root;
    return mayBeTestFile((root === undefined ? undefined : relativeTo(root, file)) ?? file);
  }

  /** Names that the file gives to functions which call what is registered under them: `run("pay")`. */
  get namesGiven(): readonly UsedName[] {
    const { used } = namesInFile(this.#program, this.#tree.file);
    return used.filter(({ through, isDurable }) => through !== undefined && isDurable);
  }

  /** What the activity of a name states of its input and its result; undefined: it is not known, or not one function. */
  activityShapes(name: string): ActivityShapes | undefined {
    const app = this.#program.appOf(this.#tree.file);
    return app && activityShapes(this.#program, app.root, name);
  }

  /** What a type of the file holds; undefined where anything of it is unknown. */
  shapeOfType(type: Node): JsonShape | undefined {
    const source = typeSourceOf(this.#program, this.#tree.file);
    return source && shapeOfType(type, source);
  }

  /** `callActivity` of `context.df.callActivity(…)`, whatever `context.df` is called; undefined for other calls. */
  durableCallName(node: CallExpression): string | undefined {
    return durableCallName(node, this.#tree.keys);
  }

  /** `isReplaying` of `context.df.isReplaying`; undefined for other members. */
  durableMemberName(node: MemberExpression): string | undefined {
    return durableMemberName(node, this.#tree.keys);
  }

  /** `context.df`, or what stands for it. */
  isDurable(node: Node): boolean {
    return isDurableObject(node, this.#tree.keys);
  }

  /** The first parameter of an orchestrator, or of a helper that takes its context. */
  isOrchestrationContext(node: Node): boolean {
    const name = unwrap(node);
    if (name.type !== "Identifier") return false;
    const [definition] = this.#tree.keys.variableOf(name)?.defs ?? [];
    if (definition?.type !== "Parameter" || definition.node.params[0] !== definition.name) return false;
    const key = isFunction(definition.node) ? this.#tree.keys.functionKey(definition.node) : undefined;
    if (key === undefined) return false;
    return this.#orchestrators.has(key) || (this.#tree.summary.functions.get(key)?.takesContext ?? false);
  }

  valuesOf(node: Node): readonly Value[] {
    return this.valuesOfReference(this.referenceOf(node));
  }

  /** What a call, a `new` or the reading of a member does that a replay cannot repeat. */
  effectOf(node: Node): Effect | undefined {
    const known = this.#effects.get(node);
    if (known || this.#effects.has(node)) return known;
    const effect = this.#readEffect(node);
    this.#effects.set(node, effect);
    return effect;
  }

  #readEffect(node: Node): Effect | undefined {
    const use = useOf(node);
    if (!use) return undefined;
    const standing = use.kind === "read" ? undefined : defaultOf(use.of, this.#tree.keys);
    if (!standing) return this.#effectOfUse(node, use.kind, this.valuesOf(use.of));
    // A parameter that is called, where it is left out.
    const reference = standing.path.reduce(memberOf, this.referenceOf(standing.value));
    const effect = this.#effectOfUse(node, use.kind, this.valuesOfReference(reference));
    if (effect) this.#defaulted.set(node, standing.position);
    return effect ?? this.#effectOfUse(node, use.kind, this.valuesOf(use.of));
  }

  #effectOfUse(node: Node, kind: Use, values: readonly Value[]): Effect | undefined {
    const argumentCount = "arguments" in node ? node.arguments.length : 0;
    for (const value of values) {
      const effect = effectOfValue(value, kind, argumentCount);
      if (effect === "wallClock" && isReferenceDate(node, (each) => this.valuesOf(each))) return undefined;
      if (effect) return effect;
    }
    return undefined;
  }

  /** What calling something does that a replay cannot repeat. */
  effectOfCall(callee: Reference, argumentCount: number): Effect | undefined {
    return this.#effectIn(this.#tree.file, callee, "call", argumentCount);
  }

  /** What an imported constant, or a member of one, is made of that differs from process to process. */
  importedSource(node: Identifier | MemberExpression): ImportedSource | undefined {
    return importedSource(node, {
      program: this.#program,
      file: this.#tree.file,
      variableOf: (each) => this.#tree.keys.variableOf(each),
      effectIn: (...use) => this.#effectIn(...use),
    });
  }

  #effectIn(file: string, of: Reference, use: Use, argumentCount: number): Effect | undefined {
    for (const value of this.#program.evaluator.evaluate(file, of)) {
      const effect = effectOfValue(value, use, argumentCount);
      if (effect) return effect;
    }
    return undefined;
  }

  /** Functions that a call hands over, and that are called by who receives them. */
  handedBy(call: CallExpression | NewExpression): readonly HandedEffect[] {
    const known = this.#handed.get(call);
    if (known) return known;
    const handed = call.arguments.length ? handedEffects(call, this) : [];
    this.#handed.set(call, handed);
    return handed;
  }

  callsOfHanded(to: HandedTo): readonly HandedCall[] {
    return this.#handedFunctions.callsBy(this.#tree.file, to);
  }

  /** The file with its nodes, for what knows more of them. */
  get tree(): SummarizedFile {
    return this.#tree;
  }

  /** Undefined for a value that is no function, or none of the program's. */
  functionOf(value: Value): FunctionSummary | undefined {
    if (!("file" in value && "key" in value)) return undefined;
    return this.#program.visibleOf(value.file)?.functions.get(value.key);
  }

  /** Whether a call of the program's own code logs in a replay; undefined: it is other code. */
  logsInReplay(node: CallExpression): boolean | undefined {
    const functions = this.valuesOf(node.callee).filter((value) => value.kind === "function");
    return functions.length ? functions.some((each) => this.#logsInReplay(each)) : undefined;
  }

  /** Whether what is called is written inside of a function that has a durable context. */
  isOwnFunction(callee: Node): boolean {
    const { functions } = this.#tree.summary;
    const hasContext = (key: string) => this.#orchestrators.has(key) || (functions.get(key)?.takesContext ?? false);
    return this.valuesOf(callee).some((value) => {
      if (value.kind !== "function" || value.file !== this.#tree.file) return false;
      for (let key = functions.get(value.key)?.outer; key; key = functions.get(key)?.outer)
        if (hasContext(key)) return true;
      return false;
    });
  }

  #logsInReplay(place: FunctionPlace): boolean {
    return this.#program.memo.settled(place.file, `logs ${place.key}`, () => logsInReplay(this.#program, place));
  }

  /** Whether a method that is called changes its object. */
  changesObject(node: CallExpression): boolean {
    return this.valuesOf(node.callee).some((each) => each.kind === "function" && changesItsObject(this.#program, each));
  }

  /** Whether a call gives an object that its module keeps, and not one of its own. */
  givesShared(node: CallExpression): boolean {
    return this.valuesOf(node.callee).some((each) => each.kind === "function" && returnsShared(this.#program, each));
  }

  /** Whether the module that a variable is imported from changes it. */
  isChangedElsewhere(variable: Binding): boolean {
    return isChangedAtHome(this.#program, this.#tree.file, variable);
  }

  referenceOf(node: Node): Reference {
    return this.#tree.references.read(node);
  }

  valuesOfReference(reference: Reference): readonly Value[] {
    const known = this.#values.get(reference);
    if (known) return known;
    const values = this.#program.evaluator.evaluate(this.#tree.file, reference);
    this.#values.set(reference, values);
    return values;
  }

  /** What a reference of another file may be. */
  valuesIn(file: string, reference: Reference): readonly Value[] {
    return this.#program.evaluator.evaluate(file, reference);
  }

  isOrchestrator(node: FunctionNode): boolean {
    return this.#orchestrators.has(this.#tree.keys.functionKey(node));
  }

  /** Key of the function that a node runs in. */
  functionKeyAt(node: Node): string {
    const ofField = classOfField(node);
    if (ofField) return this.#tree.keys.constructorKey(ofField);
    const around = functionAround(node);
    return around ? this.#tree.keys.functionKey(around) : moduleKey;
  }

  /** Position of the parameter of the function around a node without which alone the node runs; undefined: none. */
  omittedParameterAt(node: Node): number | undefined {
    return this.#defaulted.get(node) ?? omittedParameterAt(node, this.#tree.keys);
  }

  /** How the code at a node writes `context.df`; undefined where it has no durable context. */
  durableContextAt(node: Node): string | undefined {
    for (let around = functionAround(node); around; around = functionAround(around)) {
      const written = this.#contextOf(around);
      if (written === undefined) continue;
      const [name = ""] = written.split(".");
      return this.#tree.keys.isVisible(name, { from: node, of: around }) ? written : undefined;
    }
    return undefined;
  }

  #contextOf(node: FunctionNode): string | undefined {
    const key = this.#tree.keys.functionKey(node);
    const takesContext = this.#tree.summary.functions.get(key)?.takesContext ?? false;
    const [first] = node.params;
    if (!first || !(takesContext || this.#orchestrators.has(key))) return undefined;
    if (first.type === "Identifier") return `${first.name}.df`;
    if (first.type !== "ObjectPattern") return undefined;
    for (const property of first.properties) {
      if (property.type === "Property" && keyOf(property) === "df" && property.value.type === "Identifier")
        return property.value.name;
    }
    return undefined;
  }
}

function useOf(node: Node): { readonly of: Node; readonly kind: Use } | undefined {
  if (node.type === "CallExpression") return { of: node.callee, kind: "call" };
  if (node.type === "NewExpression") return { of: node.callee, kind: "new" };
  if (node.type !== "MemberExpression" || isCalled(node)) return undefined;
  return { of: node, kind: "read" };
}

function isCalled(node: Node): boolean {
  const { parent } = node;
  return parent?.type === "CallExpression" && unwrap(parent.callee) === node;
}

function effectOfValue(value: Value, use: Use, argumentCount: number): Effect | undefined {
  if (value.kind !== "global" && value.kind !== "package") return undefined;
  const [, path = value.path, by] = use === "call" ? (/^(.+)\.(bind|call|apply)$/.exec(value.path) ?? []) : [];
  if (by === "bind") return undefined;
  if (by !== undefined) return effectOfValue({ ...value, path }, use, Math.max(argumentCount - 1, 0));
  if (value.kind === "global") return globalEffect(value.path, use, argumentCount);
  if (value.module === "process") return globalEffect(`process.${value.path}`, use, argumentCount);
  const isRun = use === "call" || (use === "new" && /^(worker_threads|cluster)$/.test(value.module));
  return isRun ? packageEffect(value.module, value.path, argumentCount) : undefined;
}

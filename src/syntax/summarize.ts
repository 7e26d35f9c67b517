import { DeclarationKeys } from "./declarations";
import { constantPartsOf } from "./constantParts";
import { constructorOf, isComputedField, type ComputedField } from "./classFields";
import { addExports, type ExportList } from "./exports";
import { functionAround, isClass, isFunction, keyOf, methodOf, moduleOf, unwrap } from "./nodes";
import type { CallExpression, ClassNode, FunctionNode, NewExpression, Node, ObjectExpression } from "./nodes";
import { parametersOf, rangeOf, summarizeClass, summarizeFields, summarizeFunction } from "./declarationSummaries";
import type { OpenCallSite, OpenFunction } from "./declarationSummaries";
import { isLoggingOnly } from "./loggingCalls";
import { changedBindings, changesIn, constantsOf, type Binding, type BindingChange } from "./moduleBindings";
import type { ParsedFile } from "./parsedFile";
import { ParameterUses } from "./parameterUses";
import { memberOf, ReferenceReader, requiredModule } from "./references";
import { mayBeOwn } from "./referenceParts";
import { registrationOf } from "./registrationCalls";
import { isReplayGuarded } from "./replayGuards";
import { shapeOf } from "./shape";
import { eachCodeChild } from "./codeChildren";
import { moduleKey } from "./summary";
import { changeOfThis } from "./thisChanges";
import { addGivenArguments, addGivenByReceiver } from "./givenArguments";
import { namedCallOf } from "./namedCalls";
import { isPlainValue } from "./plainValues";
import { defaultOf, omittedParameterAt } from "./omittedParameters";
import type {
  CallSite,
  ClassMember,
  ClassSummary,
  ConstantPart,
  FileSummary,
  NamedCall,
  Reference,
  RegistrationCall,
} from "./summary";

/** More return values than these say no more about what a function returns. */
const maximalReturns = 6;

/** A summary together with what ties it to the nodes it was made from. */
export interface SummarizedFile extends ParsedFile {
  readonly summary: FileSummary;
  readonly keys: DeclarationKeys;
  readonly references: ReferenceReader;
  /** What its functions change of the module's variables. */
  readonly changes: readonly BindingChange[];
  readonly changedBindings: ReadonlySet<Binding>;
}

/** Reads what a file is to the program: its functions and what they call, classes, exports and registrations. */
export function summarizeFile(parsed: ParsedFile): SummarizedFile {
  return new Summarizer(parsed).run();
}

class Summarizer {
  readonly #parsed: ParsedFile;
  readonly #keys: DeclarationKeys;
  readonly #references: ReferenceReader;
  readonly #parameterUses: ParameterUses;
  readonly #functions = new Map<string, OpenFunction>();
  readonly #classes = new Map<string, ClassSummary>();
  readonly #functionMembers = new Map<string, Map<string, Reference>>();
  readonly #registrations: RegistrationCall[] = [];
  readonly #namedCalls: NamedCall[] = [];
  readonly #imports = new Set<string>();
  readonly #exports: ExportList = { names: new Map(), reexports: [] };

  constructor(parsed: ParsedFile) {
    this.#parsed = parsed;
    this.#keys = new DeclarationKeys(parsed.scopeManager, parsed.text);
    this.#references = new ReferenceReader(this.#keys, {
      functionAt: (node) => this.#functionAt(node),
      classAt: (node) => this.#classAt(node),
    });
    this.#parameterUses = new ParameterUses(this.#keys, (node) => this.#references.read(node));
  }

  run(): SummarizedFile {
    const { ast } = this.#parsed;
    const module: OpenFunction = {
      ...{ key: moduleKey, range: rangeOf(ast), isGenerator: false, isAsync: false, takesContext: false },
      ...{
        guardedParameters: [],
        optionalParameters: [],
        parameterUses: [],
        changesThis: false,
        calls: [],
        returns: [],
      },
    };
    this.#functions.set(moduleKey, module);
    ast.body.forEach(this.#visitorIn(module));
    const { scopeManager } = this.#parsed;
    const changes = changesIn(scopeManager);
    const changed = changedBindings(changes, scopeManager);
    const summary = {
      functions: this.#functions,
      classes: this.#classes,
      variables: this.#references.variables,
      exports: this.#exports.names,
      reexports: this.#exports.reexports,
      ...(this.#exports.commonJs && { commonJs: this.#exports.commonJs }),
      functionMembers: this.#functionMembers,
      changedVariables: new Set([...changed].map((each) => this.#keys.variableKey(each))),
      constants: this.#constants(),
      registrations: this.#registrations,
      namedCalls: this.#namedCalls,
      literals: this.#references.literals,
      imports: [...this.#imports],
    };
    const read = { keys: this.#keys, references: this.#references, changes, changedBindings: changed };
    return { ...this.#parsed, summary: withShape(summary), ...read };
  }

  /** Other files see those that are exported. */
  #constants(): ReadonlyMap<string, readonly ConstantPart[]> {
    const constants = new Map<string, readonly ConstantPart[]>();
    if (!this.#exports.names.size && !this.#exports.commonJs) return constants;
    for (const variable of constantsOf(this.#parsed.scopeManager)) {
      const parts = constantPartsOf(variable, this.#keys, (node) => this.#references.read(node));
      if (parts.length) constants.set(this.#keys.variableKey(variable), parts);
    }
    return constants;
  }

  #functionAt(node: FunctionNode): string {
    const key = this.#keys.functionKey(node);
    if (!this.#functions.has(key)) this.#functions.set(key, summarizeFunction(node, key, this.#keys));
    return key;
  }

  #classAt(node: ClassNode): string {
    const key = this.#keys.functionKey(node);
    if (!this.#classes.has(key)) {
      // Before its members are read: they may speak of the class.
      this.#classes.set(key, { key, members: new Map(), statics: new Map() });
      this.#classes.set(key, summarizeClass(node, key, this.#references, this.#constructorAt(node)));
    }
    return key;
  }

  /** Key of the constructor of a class, where `new` runs code of the class itself. */
  #constructorAt(node: ClassNode): string | undefined {
    const written = constructorOf(node);
    if (written) return this.#functionAt(written);
    if (!node.body.body.some(isComputedField)) return undefined;
    const key = this.#keys.constructorKey(node);
    if (!this.#functions.has(key)) this.#functions.set(key, summarizeFields(node, this.#keys, this.#references));
    return key;
  }

  #visitorIn(within: OpenFunction): (node: Node) => void {
    const visit = (node: Node) => {
      addExports(node, this.#exports, this.#references, this.#keys);
      if (isFunction(node)) this.#visitFunction(node, within);
      else if (isComputedField(node)) this.#visitField(node, visit);
      else {
        this.#note(node, within);
        eachCodeChild(node, visit);
      }
    };
    return visit;
  }

  #visitField(node: ComputedField, visit: (node: Node) => void): void {
    const key = this.#constructorAt(node.parent.parent) ?? moduleKey;
    const inConstructor = this.#functions.get(key);
    eachCodeChild(node, (child) =>
      (child === node.value && inConstructor ? this.#visitorIn(inConstructor) : visit)(child),
    );
  }

  #visitFunction(node: FunctionNode, within: OpenFunction): void {
    const key = this.#functionAt(node);
    const call = node.parent;
    const isCalled = call.type === "CallExpression" || call.type === "NewExpression";
    if (isCalled && !(call.type === "CallExpression" && registrationOf(call, this.#references, within.key))) {
      const site: OpenCallSite = { kind: "callback", callee: { kind: "function", key }, range: rangeOf(node) };
      this.#addCircumstances(site, node, within);
      addGivenByReceiver(site, node);
      within.calls.push(site);
    }
    const own = this.#functions.get(key);
    if (!own) return;
    own.parameterUses = this.#parameterUses.of(node);
    if (node.body.type !== "BlockStatement") this.#noteReturned(node.body, own);
    eachCodeChild(node, this.#visitorIn(own));
  }

  /** Numbers and the like say nothing. */
  #noteReturned(node: Node, { returns }: OpenFunction): void {
    if (returns.length < maximalReturns && !isPlainValue(node)) returns.push(this.#references.read(node));
  }

  #note(node: Node, within: OpenFunction): void {
    switch (node.type) {
      case "CallExpression":
        return this.#noteCall(node, within);
      case "NewExpression":
        this.#noteNamed(node, within);
        within.calls.push(this.#callSite("new", node.callee, node, within));
        return this.#noteArguments(node, within);
      case "TaggedTemplateExpression":
        within.calls.push(this.#callSite("call", node.tag, node, within));
        return;
      case "MemberExpression":
        return this.#noteRead(node, within);
      case "ClassDeclaration":
      case "ClassExpression":
        this.#classAt(node);
        return;
      case "ReturnStatement":
        if (node.argument) this.#noteReturned(node.argument, within);
        return;
      case "ImportDeclaration":
        if (node.importKind !== "type") this.#import(node.source);
        return;
      case "ExportAllDeclaration":
      case "ExportNamedDeclaration":
      case "ImportExpression":
        return this.#import(node.source);
      case "TSImportEqualsDeclaration":
        if (node.moduleReference.type === "TSExternalModuleReference") this.#import(node.moduleReference.expression);
        return;
      case "AssignmentExpression":
        return this.#noteMember(node);
      case "ThisExpression":
        return this.#noteThis(node, within);
      default:
        return;
    }
  }

  #import(source: Node | null): void {
    const module = moduleOf(source);
    if (module !== undefined) this.#imports.add(module);
  }

  #noteCall(node: CallExpression, within: OpenFunction): void {
    const module = requiredModule(node);
    if (module !== undefined) this.#imports.add(module);
    const registration = registrationOf(node, this.#references, within.key);
    if (registration) {
      this.#registrations.push(registration);
      this.#keepParameters(node, registration.name, within);
    }
    this.#noteNamed(node, within);
    const site = this.#callSite("call", node.callee, node, within);
    within.calls.push(site);
    this.#noteDefault(site, node.callee, within);
    if (!registration) this.#noteArguments(node, within);
  }

  /** A parameter that is called runs, where it is left out, what stands in place of it. */
  #noteDefault(site: OpenCallSite, called: Node, { calls }: OpenFunction): void {
    const standing = defaultOf(called, this.#keys);
    if (!standing) return;
    if (site.callee.kind === "either") {
      // Of `now ?? clock` it holds both, and nothing is known of what is given.
      site.without = standing.position;
      return;
    }
    const callee = standing.path.reduce(memberOf, this.#references.read(standing.value));
    if (mayBeOwn(callee)) calls.push({ ...site, callee, without: standing.position });
  }

  #noteNamed(node: CallExpression | NewExpression, within: OpenFunction): void {
    const named = namedCallOf(node, this.#references, this.#keys, within.key);
    if (!named) return;
    this.#namedCalls.push(named);
    this.#keepParameters(node, named.name, within);
  }

  /** A name may be one that is given to the function around. */
  #keepParameters(node: Node, name: Reference | undefined, within: OpenFunction): void {
    if (!name || name.kind === "string" || within.parameters) return;
    const around = functionAround(node);
    if (around?.params.length) within.parameters = parametersOf(around, this.#keys);
  }

  /** A function that is handed on by its name may be called by who receives it. */
  #noteArguments(call: CallExpression | NewExpression, within: OpenFunction): void {
    call.arguments.forEach((argument, index) => {
      const value = unwrap(argument);
      if (value.type === "ObjectExpression") this.#noteParts(value, call, index, within);
      if (!isHandedByName(value)) return;
      const { kind } = this.#references.read(value);
      if (kind === "variable" || kind === "member" || kind === "call")
        within.calls.push(this.#callSite("argument", value, argument, within));
    });
  }

  /** Functions in an object that is handed on. */
  #noteParts(
    { properties }: ObjectExpression,
    call: CallExpression | NewExpression,
    index: number,
    within: OpenFunction,
  ): void {
    const callee = this.#references.read(call.callee);
    if (!mayBeOwn(callee)) return;
    for (const property of properties) {
      const name = property.type === "Property" ? keyOf(property) : undefined;
      if (property.type !== "Property" || name === undefined) continue;
      const value = unwrap(property.value);
      if (!isFunction(value) && !isHandedByName(value)) continue;
      const handedTo = { callee, index, path: [name] };
      within.calls.push({ ...this.#callSite("argument", value, property.value, within), handedTo });
    }
  }

  /** Reading a property may run a getter. */
  #noteRead(node: Node, within: OpenFunction): void {
    const { parent } = node;
    if (parent?.type === "CallExpression" && parent.callee === node) return;
    const callee = this.#references.read(node);
    if (callee.kind === "member" && mayHaveGetters(callee.object))
      within.calls.push({ kind: "read", callee, range: rangeOf(node) });
  }

  #callSite(kind: CallSite["kind"], callee: Node, place: Node, within: OpenFunction): OpenCallSite {
    const site: OpenCallSite = { kind, callee: this.#references.read(callee), range: rangeOf(place) };
    this.#addCircumstances(site, place, within);
    if (kind === "argument") addGivenByReceiver(site, place);
    else if (mayBeOwn(site.callee)) addGivenArguments(site, place, this.#keys);
    return site;
  }

  #addCircumstances(site: OpenCallSite, place: Node, { optionalParameters }: OpenFunction): void {
    if (isReplayGuarded(place, this.#keys)) site.isGuarded = true;
    const without = optionalParameters.length ? omittedParameterAt(place, this.#keys) : undefined;
    if (without !== undefined) site.without = without;
    if (place.type === "CallExpression" && isLoggingOnly(place, this.#keys)) site.isLogging = true;
    const call = place.parent;
    if ((call?.type !== "CallExpression" && call?.type !== "NewExpression") || call.callee === place) return;
    const index = call.arguments.indexOf(place as CallExpression);
    site.handedTo = { callee: this.#references.read(call.callee), index, path: [] };
  }

  #noteThis(node: Node, within: OpenFunction): void {
    const changed = changeOfThis(node);
    if (!changed) return;
    within.changesThis = true;
    if (!changed.method) return;
    const own = this.#functions.get(this.#functionAt(changed.method));
    if (own) own.changesThis = true;
  }

  /** `price.of = function () {}` gives a function or an object of this file another member. */
  #noteMember(node: Node & { type: "AssignmentExpression" | Node["type"] }): void {
    if (node.type !== "AssignmentExpression") return;
    const target = unwrap(node.left);
    if (target.type !== "MemberExpression") return;
    const name = keyOf(target);
    const owner = unwrap(target.object);
    if (name === undefined) return;
    if (node.right.type === "NewExpression") this.#noteStatic(owner, name, node.right);
    if (node.operator !== "=" || owner.type !== "Identifier") return;
    const reference = this.#references.read(owner);
    if (reference.kind !== "variable") return;
    const members = this.#functionMembers.get(reference.key) ?? new Map<string, Reference>();
    const value = this.#references.read(node.right);
    if (value.kind !== "unknown" && !members.has(name)) members.set(name, value);
    if (members.size) this.#functionMembers.set(reference.key, members);
  }

  /** `Store.shared = new Store()`: the class declares no value of it. */
  #noteStatic(owner: Node, name: string, made: Node): void {
    const key = this.#classKeyOf(owner);
    const summary = key === undefined ? undefined : this.#classes.get(key);
    const declared = summary?.statics.get(name);
    if (key === undefined || !summary || (declared && declared.reference.kind !== "unknown")) return;
    const member: ClassMember = { kind: "value", reference: this.#references.read(made) };
    this.#classes.set(key, { ...summary, statics: new Map([...summary.statics, [name, member]]) });
  }

  /** Of a class by its name, and of `this` in its static methods. */
  #classKeyOf(node: Node): string | undefined {
    const definition = node.type === "Identifier" ? this.#keys.variableOf(node)?.defs[0] : undefined;
    if (definition?.type === "ClassName" && isClass(definition.node)) return this.#classAt(definition.node);
    const reference = node.type === "ThisExpression" ? this.#references.read(node) : undefined;
    return reference?.kind === "class" ? reference.key : undefined;
  }
}

/** A name, a member, or what `bind` makes of one. */
function isHandedByName(node: Node): boolean {
  if (node.type === "CallExpression") return methodOf(node) === "bind";
  return node.type === "Identifier" || node.type === "MemberExpression";
}

/** Made when it is asked for: only a file that changes is compared. */
function withShape(summary: Omit<FileSummary, "shape">): FileSummary {
  let shape: string | undefined;
  return {
    ...summary,
    get shape() {
      return (shape ??= shapeOf(summary));
    },
  };
}

/** Objects of classes have getters; what a package gives is looked up by its name. */
function mayHaveGetters(object: Reference): boolean {
  return object.kind === "this" || object.kind === "instance" || object.kind === "variable";
}

import { functionAround, unwrap } from "../syntax/nodes";
import type { CallExpression, FunctionNode, MemberExpression, Node } from "../syntax/nodes";
import type { SummarizedFile } from "../syntax/summarize";
import type { FunctionSummary, Reference, RegisteredKind } from "../syntax/summary";
import { registeredOrchestrators } from "./linker/orchestrators";
import type { Program } from "./linker/program";
import type { Value } from "./linker/values";
import { handlersByFolders, type FolderHandler } from "./names/exportedHandlers";
import { kindsByFolders } from "./names/folderHandlers";

/** A call that registers a function, and what may be its handler; undefined: no function of the program. */
export interface Registered {
  readonly kind: RegisteredKind;
  readonly handler: readonly (FunctionSummary | undefined)[];
}

/** What one file registers, and what of it comes from durable-functions. */
export class RegisteredCode {
  readonly #tree: SummarizedFile;
  readonly #program: Program;

  /** Asked for at every use of a context. */
  #kinds: ReadonlyMap<string, RegisteredKind> | undefined;

  #folderHandlers: ReadonlyMap<string, FolderHandler> | undefined;

  /** What a reference of the file may be. */
  readonly #evaluate: (reference: Reference) => readonly Value[];

  constructor(tree: SummarizedFile, program: Program, evaluate: (reference: Reference) => readonly Value[]) {
    this.#tree = tree;
    this.#program = program;
    this.#evaluate = evaluate;
  }

  /** The package durable-functions itself: `df` of `import * as df from "durable-functions"`. */
  isSdk(node: Node): boolean {
    const name = unwrap(node);
    if (name.type !== "Identifier") return false;
    return this.#valuesOf(name).some(
      (value) => value.kind === "package" && value.module === "durable-functions" && value.path === "",
    );
  }

  /** A call of something that durable-functions gives: `df.app.activity(…)`, `df.getClient(context).startNew(…)`. */
  isFromSdk(node: CallExpression): boolean {
    const values = this.#valuesOf(node.callee);
    return values.some((value) => value.kind === "package" && value.module === "durable-functions");
  }

  /** What a call registers, and the functions that may be its handler; undefined: it registers nothing. */
  registrationAt(node: CallExpression): Registered | undefined {
    const found = this.#tree.summary.registrations.find(
      ({ range }) => range.start === node.range[0] && range.end === node.range[1],
    );
    if (!found) return undefined;
    const values = found.handler ? this.#evaluate(found.handler) : [];
    const handler = values.map((value) =>
      value.kind === "function" ? this.#program.visibleOf(value.file)?.functions.get(value.key) : undefined,
    );
    return { kind: found.kind, handler };
  }

  /** A callee that is registered as an orchestrator, in its own file or in this one. */
  isOrchestratorFunction(callee: Node): boolean {
    return this.#valuesOf(callee).some((value) => {
      if (value.kind !== "function") return false;
      const files = new Set([value.file, this.#tree.file]);
      return [...files].some((file) =>
        registeredOrchestrators(this.#program, file).some((each) => each.file === value.file && each.key === value.key),
      );
    });
  }

  /** The registered function around a node, when it is no orchestrator; `isOwn`: the context is its own. */
  contextUseAt(node: MemberExpression): { readonly kind: RegisteredKind; readonly isOwn: boolean } | undefined {
    const handlers = (this.#kinds ??= this.#handlerKinds());
    const owner = this.#ownerOf(node.object);
    for (let around = functionAround(node); around; around = functionAround(around)) {
      const kind = handlers.get(this.#tree.keys.functionKey(around));
      if (kind !== undefined) {
        return kind === "activity" || kind === "other" ? { kind, isOwn: owner === around } : undefined;
      }
      if (owner === around) return undefined;
    }
    return undefined;
  }

  /** How a function.json runs a function of this file, when the script gives it the function itself. */
  folderHandlerAt(node: FunctionNode): FolderHandler | undefined {
    const handlers = (this.#folderHandlers ??= this.#handlersByFolders());
    return handlers.size ? handlers.get(this.#tree.keys.functionKey(node)) : undefined;
  }

  #handlersByFolders(): ReadonlyMap<string, FolderHandler> {
    const { file } = this.#tree;
    const root = this.#program.appOf(file)?.root;
    return new Map(root === undefined ? [] : handlersByFolders(this.#program, root, file));
  }

  /** Functions of this file that it, or a function.json, registers, by key. */
  #handlerKinds(): ReadonlyMap<string, RegisteredKind> {
    const { file } = this.#tree;
    const root = this.#program.appOf(file)?.root;
    const kinds = new Map<string, RegisteredKind>(root === undefined ? [] : kindsByFolders(this.#program, root, file));
    for (const { kind, handler } of this.#tree.summary.registrations) {
      const values = handler ? this.#evaluate(handler) : [];
      for (const value of values) if (value.kind === "function" && value.file === file) kinds.set(value.key, kind);
    }
    return kinds;
  }

  /** The function whose parameter a durable context comes from. */
  #ownerOf(node: Node): Node | undefined {
    let name = unwrap(node);
    while (name.type === "MemberExpression") name = unwrap(name.object);
    const [definition] = name.type === "Identifier" ? (this.#tree.keys.variableOf(name)?.defs ?? []) : [];
    return definition?.type === "Parameter" ? definition.node : undefined;
  }

  /** The file registers durable functions with `df.app`, which only durable-functions 3 has. */
  get registersWithApp(): boolean {
    return this.#tree.summary.registrations.some(
      ({ kind, callee }) =>
        kind !== "other" &&
        this.#evaluate(callee).some((value) => value.kind === "package" && value.path.startsWith("app.")),
    );
  }

  #valuesOf(node: Node): readonly Value[] {
    return this.#evaluate(this.#tree.references.read(node));
  }
}

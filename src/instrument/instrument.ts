/**
 * Statement clock: every statement of the user's code gets a tick, so that a position in a run is one integer. No line
 * break is added, hence lines stay true; `InsertionTable` maps the columns.
 *
 * A ticked expression is `(++$$clock.t>=$$clock.s||$$clock.b[n])&&$$clock.h(n)||(expression)`. Not a comma expression:
 * V8 gives each comma operand a statement position of its own. `h` returns undefined, so the value stays the expression's.
 */
import { parse, type Node, type Program } from "acorn";
import { full } from "acorn-walk";
import { FunctionRanges, type FunctionRange } from "./functionRanges";
import { Insertions, type InsertionTable } from "./insertions";
import { keepVisible } from "./keepVisible";
import type { IsPackageCode } from "./packageCode";
import { isTaskMaker } from "./taskMakers";

/** A statement with a tick, or a call that makes a task (`ticked` false). Lines from 1, columns from 0, in the file as loaded. */
export interface Site {
  readonly id: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Index into `functions`, -1 for module level. */
  readonly functionIndex: number;
  readonly ticked: boolean;
}

export interface InstrumentedFile {
  readonly code: string;
  readonly sites: readonly Site[];
  readonly functions: readonly FunctionRange[];
  readonly insertions: InsertionTable;
  /** 1-based line of a `__generator(` call: output compiled for ES5, whose generators are state machines. */
  readonly downlevelLine?: number;
}

export interface InstrumentOptions {
  /** Parse as an ECMAScript module. */
  readonly module?: boolean;
  /** Id of the first site, so that ids are unique over all files. */
  readonly firstSite: number;
  /** Of a bundle: code that gets no ticks, as it gets none outside of a bundle. */
  readonly isPackageCode?: IsPackageCode | undefined;
}

/** Throws acorn's SyntaxError when the file does not parse; the caller then runs it as it is. */
export function instrument(source: string, options: InstrumentOptions): InstrumentedFile {
  const program = parse(source, {
    ecmaVersion: "latest",
    sourceType: options.module ? "module" : "script",
    locations: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
    allowAwaitOutsideFunction: options.module ?? false,
  });
  return new Instrumenter(source, options).run(program);
}

// acorn's node types are a union of a hundred interfaces; what is read of them here is checked by `node.type` first.
type AnyNode = Node & Record<string, unknown>;

const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
/** Initialisers that get their name from the variable: wrapping them would take it away. */
const named = new Set(["FunctionExpression", "ArrowFunctionExpression", "ClassExpression"]);

class Instrumenter {
  private readonly source: string;
  private readonly firstSite: number;
  private readonly isPackageCode: IsPackageCode | undefined;
  private readonly insertions: Insertions;
  private readonly sites: Site[] = [];
  private readonly functions: FunctionRange[] = [];
  private ranges = new FunctionRanges([]);
  private downlevelLine: number | undefined;

  constructor(source: string, { firstSite, isPackageCode }: InstrumentOptions) {
    this.source = source;
    this.firstSite = firstSite;
    this.isPackageCode = isPackageCode;
    this.insertions = new Insertions(source);
  }

  run(program: Program): InstrumentedFile {
    const nodes: AnyNode[] = [];
    const chained = new Set<AnyNode>();
    full(program, (node) => {
      const any = node as AnyNode;
      nodes.push(any);
      if (any.type === "ChainExpression") collectChain(any["expression"] as AnyNode, chained);
      if (functionTypes.has(any.type) && !this.isOfPackage(any)) this.addFunction(any);
    });
    this.functions.sort((a, b) => a.line - b.line || a.column - b.column);
    this.ranges = new FunctionRanges(this.functions);
    for (const node of nodes) {
      if (this.isOfPackage(node)) continue;
      this.tickNode(node);
      if (node.type === "CallExpression" && !chained.has(node)) this.markTask(node);
    }
    keepVisible(program, this.source, this.insertions, (scope) => this.isOfPackage(scope as AnyNode));
    const { code, table } = this.insertions.apply();
    const downlevel = this.downlevelLine === undefined ? {} : { downlevelLine: this.downlevelLine };
    return { code, sites: this.sites, functions: this.functions, insertions: table, ...downlevel };
  }

  private isOfPackage(node: AnyNode): boolean {
    if (!this.isPackageCode || node.type === "Program") return false;
    const { line, column } = location(node).start;
    return this.isPackageCode(line, column);
  }

  private addFunction(node: AnyNode): void {
    const { start, end } = location(node);
    const id = node["id"] as { name: string } | null | undefined;
    this.functions.push({
      name: id?.name ?? "",
      generator: Boolean(node["generator"]),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    });
  }

  private tickNode(node: AnyNode): void {
    switch (node.type) {
      case "ExpressionStatement":
        if (node["directive"] === undefined) this.tickStatement(node);
        break;
      case "VariableDeclarator": {
        const init = node["init"] as AnyNode | null;
        if (init && !named.has(init.type)) this.wrap(init, node);
        break;
      }
      case "ReturnStatement":
        this.tickReturn(node);
        break;
      case "ThrowStatement":
        this.wrap(node["argument"] as AnyNode, node);
        break;
      case "IfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
        if (node["test"]) this.wrap(node["test"] as AnyNode);
        else this.tickEndlessLoop(node);
        break;
      case "ForOfStatement":
      case "ForInStatement":
        this.wrap(node["right"] as AnyNode);
        break;
      case "SwitchStatement":
        this.wrap(node["discriminant"] as AnyNode);
        break;
      case "ArrowFunctionExpression":
        if (node["expression"]) this.tickArrowBody(node);
        break;
      default:
    }
  }

  /** A statement must not start with `(`: without a semicolon before it, it would become a call. Hence `0||`. */
  private tickStatement(statement: AnyNode): void {
    const end = this.source[statement.end - 1] === ";" ? statement.end - 1 : statement.end;
    this.insertions.open(statement.start, `0||${this.tick(statement)}||(`);
    this.insertions.close(end, ")");
  }

  /** `for (;;) { … }` ticks at the start of its body, so that it can be paused. */
  private tickEndlessLoop(loop: AnyNode): void {
    const body = loop["body"] as AnyNode;
    if (body.type === "BlockStatement") this.insertions.open(body.start + 1, `0||${this.tick(loop)};`);
  }

  private tickReturn(statement: AnyNode): void {
    const argument = statement["argument"] as AnyNode | null;
    if (argument) this.wrap(argument, statement);
    else this.insertions.open(statement.start + "return".length, ` void(${this.tick(statement)})`);
  }

  private tickArrowBody(arrow: AnyNode): void {
    const body = arrow["body"] as AnyNode;
    const parameters = arrow["params"] as AnyNode[];
    const from = parameters.reduce((position, parameter) => Math.max(position, parameter.end), arrow.start);
    this.insertions.open(arrowEnd(this.source, from), `${this.tick(body)}||(`);
    this.insertions.close(arrow.end, ")");
  }

  /** Puts a tick before an expression; the stop shows `at`. */
  private wrap(expression: AnyNode, at: AnyNode = expression): void {
    this.insertions.open(expression.start, `${this.tick(at)}||(`);
    this.insertions.close(expression.end, ")");
  }

  /** Generators also note their last tick and site: that is the `yield` at which the SDK gets a task. */
  private tick(node: AnyNode): string {
    const { id, functionIndex } = this.addSite(node, true);
    const check = `(++$$clock.t>=$$clock.s||$$clock.b[${id}])&&$$clock.h(${id})`;
    return this.functions[functionIndex]?.generator ? `($$clock.g=${id},$$clock.u=$$clock.t+1,0)||${check}` : check;
  }

  /** `callActivity(…)` and the like: remembers which call made which task. */
  private markTask(call: AnyNode): void {
    const callee = call["callee"] as AnyNode;
    if (callee.type === "Identifier" && callee["name"] === "__generator")
      this.downlevelLine ??= location(call).start.line;
    if (callee.type !== "MemberExpression" || callee["computed"]) return;
    const { name } = callee["property"] as { name: string };
    if (name === "__generator") this.downlevelLine ??= location(call).start.line;
    if (!isTaskMaker(name)) return;
    const { id } = this.addSite(call, false);
    this.insertions.open(call.start, `$$clock.m(${id},`);
    this.insertions.close(call.end, ")");
  }

  private addSite(node: AnyNode, ticked: boolean): Site {
    const { start, end } = location(node);
    const site = {
      id: this.firstSite + this.sites.length,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      functionIndex: this.ranges.innermost(start),
      ticked,
    };
    this.sites.push(site);
    return site;
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function location(node: Node): { start: Place; end: Place } {
  if (!node.loc) throw new Error("parsed without locations");
  return node.loc;
}

/** All calls of a chain `a?.b().c()`: text between them would cut the chain in two. */
function collectChain(node: AnyNode, into: Set<AnyNode>): void {
  let current: AnyNode | undefined = node;
  while (current && (current.type === "CallExpression" || current.type === "MemberExpression")) {
    into.add(current);
    current = (current["callee"] ?? current["object"]) as AnyNode | undefined;
  }
}

/** Position after the `=>` that follows `from`, comments skipped. */
function arrowEnd(source: string, from: number): number {
  for (let position = from; position < source.length; position++) {
    if (source.startsWith("=>", position)) return position + 2;
    if (source.startsWith("/*", position)) position = source.indexOf("*/", position) + 1;
    else if (source.startsWith("//", position)) position = source.indexOf("\n", position);
  }
  throw new Error("arrow function without an arrow");
}

import type { SummarizedFile } from "../../syntax/summarize";
import type { CallSite, FileSummary, NamedCall, Reference, RegistrationCall } from "../../syntax/summary";
import type { TextRange } from "../../base/sourcePlace";
import { codeAt, type Node } from "../../syntax/nodes";
import { turnsOf } from "../linker/loopTurns";
import { mayBeGivenNames } from "./givenFiles";
import { isOfDurable, mayBeSdk, textsOf, usedKind } from "./nameTexts";
import { whenGiven, type Given } from "./parameterNames";
import { idOfFunction, type FileNames, type NamedProgram, type RegisteredName, type UsedName } from "./writtenNames";

interface FunctionPlace {
  readonly file: string;
  readonly key: string;
}

/** A call of a function that is given names. */
interface GivingCall {
  readonly called: FunctionPlace;
  readonly summary: FileSummary;
  readonly site: CallSite;
  /** Key of the function that the call is in. */
  readonly within: string;
}

type Named = Pick<RegisteredName, "names" | "range" | "isLiteral" | "source" | "through">;

/** What calls of a file register and name by way of functions: `register("pay", pay)`, `yield* call(context, "pay")`. */
export class GivenNames implements FileNames {
  readonly #program: NamedProgram;
  readonly #file: string;
  readonly registered: RegisteredName[] = [];
  readonly used: UsedName[] = [];

  constructor(program: NamedProgram, file: string) {
    this.#program = program;
    this.#file = file;
  }

  add(called: FunctionPlace, site: CallSite, within: string): void {
    if (!mayBeGivenNames(this.#program, called.file)) return;
    const summary = this.#program.summaryOf(called.file);
    if (!summary?.functions.get(called.key)?.parameters) return;
    const call = { called, summary, site, within };
    for (const each of summary.registrations) if (each.within === called.key) this.#register(each, call);
    for (const each of summary.namedCalls) if (each.within === called.key) this.#use(each, call);
  }

  #register(registration: RegistrationCall, call: GivingCall): void {
    const { kind, name, handler } = registration;
    const { file } = call.called;
    if (!name || !mayBeSdk(this.#program, file, registration)) return;
    for (const { named, given } of this.#named(name, call)) {
      const own = handler && this.#whenGiven(handler, call, given).reference;
      this.registered.push({ ...named, kind, ...(own && { handler: { kind: "elsewhere", file, of: own } }) });
    }
  }

  #use(use: NamedCall, call: GivingCall): void {
    const { method, takenBy, name } = use;
    const kind = usedKind(this.#program, call.called.file, use);
    if (!kind) return;
    const { isCompared, reference } = this.#whenGiven(name, call, () => undefined);
    const isDurable = isOfDurable(use) && !isCompared && reference.kind !== "either";
    const more = { ...(takenBy && { takenBy }), ...(isDurable && ({ isDurable: true } as const)) };
    for (const { named } of this.#named(name, call))
      this.used.push({ ...named, kind, method, within: call.within, ...more });
  }

  /** The name in each turn of the loops around the call, and of those in the function. */
  #named(name: Reference, call: GivingCall): readonly { readonly named: Named; readonly given: Given }[] {
    const { called, summary, site } = call;
    const { position } = this.#whenGiven(name, call, () => undefined);
    if (position === undefined) return [];
    const through = idOfFunction(called.file, called.key);
    const tree = this.#program.treeOf(this.#file);
    const argumentList = tree && site.kind === "call" ? argumentsAt(tree, site.range) : [];
    const node = argumentList[position];
    // Who receives the function gives it what only running tells.
    if (!tree || !node) return [{ named: this.#unknown(site, through), given: () => undefined }];
    const read = argumentList.map((each) => tree.references.read(each));
    const evaluator = this.#program.evaluator;
    return turnsOf(evaluator, this.#file, tree.summary, read[position] ?? unknown).flatMap((turn) => {
      const given: Given = (at) => {
        const reference = read[at];
        return reference && { kind: "elsewhere", file: this.#file, of: turn(reference) };
      };
      const own = this.#whenGiven(name, call, given).reference;
      return turnsOf(evaluator, called.file, summary, own).map((inner) => {
        const reference: Reference = { kind: "elsewhere", file: called.file, of: inner(own) };
        const texts = textsOf(this.#program, this.#file, reference);
        const names = isSpread(node) ? [...texts, undefined] : texts;
        const source = { file: this.#file, reference, literals: tree.summary.literals };
        return { named: { names, ...placeOf(node, read[position], names), source, through }, given };
      });
    });
  }

  #whenGiven(reference: Reference, { called, summary }: GivingCall, given: Given) {
    return whenGiven(summary, summary.functions.get(called.key)?.parameters ?? new Map(), reference, given);
  }

  #unknown({ range }: CallSite, through: string): Named {
    const source = { file: this.#file, reference: unknown, literals: new Map() };
    return { names: [undefined], range, isLiteral: false, source, through };
  }
}

const unknown: Reference = { kind: "unknown" };

function argumentsAt({ ast }: SummarizedFile, range: TextRange): readonly Node[] {
  const call = codeAt(ast, range, "CallExpression");
  const list = call?.type === "CallExpression" ? call.arguments : [];
  const spread = list.findIndex(({ type }) => type === "SpreadElement");
  return spread < 0 ? list : list.slice(0, spread);
}

/** What is spread into an object may take the place of what is written there. */
function isSpread(node: Node): boolean {
  return node.type === "ObjectExpression" && node.properties.some(({ type }) => type === "SpreadElement");
}

/** The text that is given, without quotes, where it is the whole name. */
function placeOf(node: Node, given: Reference | undefined, names: readonly (string | undefined)[]) {
  const [start, end] = node.range;
  const isLiteral = given?.kind === "string" && names.length === 1 && names[0] === given.value;
  return { range: isLiteral ? { start: start + 1, end: end - 1 } : { start, end }, isLiteral };
}

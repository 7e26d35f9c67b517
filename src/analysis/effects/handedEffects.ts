import { keyOf, methodOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Identifier, MemberExpression, NewExpression, Node } from "../../syntax/nodes";
import { argumentsGivenBy } from "../../syntax/parameterUses";
import { memberOf } from "../../syntax/references";
import type { HandedTo, Reference } from "../../syntax/summary";
import type { HandedCall } from "../linker/handedFunctions";
import type { Value } from "../linker/values";
import type { Effect } from "./effects";

/** A function of the language or of a package that is handed over, as it is written, and called by who receives it. */
export type HandedNode = Identifier | MemberExpression | CallExpression;

export interface HandedEffect {
  readonly node: HandedNode;
  readonly effect: Effect;
}

/** What is known of the code of the file. */
interface CodeOfFile {
  referenceOf(node: Node): Reference;
  valuesOf(node: Node): readonly Value[];
  valuesOfReference(reference: Reference): readonly Value[];
  effectOfCall(callee: Reference, argumentCount: number): Effect | undefined;
  callsOfHanded(to: HandedTo): readonly HandedCall[];
}

/** What a call hands over that has an effect when it is called, and is: `apply(clock)`, `values.map(random)`. */
export function handedEffects(call: CallExpression | NewExpression, code: CodeOfFile): readonly HandedEffect[] {
  return call.arguments.flatMap((argument, index) => {
    const value = unwrap(argument);
    if (value.type === "ObjectExpression")
      return value.properties.flatMap((each) => {
        const name = each.type === "Property" ? keyOf(each) : undefined;
        const part = each.type === "Property" ? unwrap(each.value) : undefined;
        return name !== undefined && part && isHanded(part) ? effectsOf(part, { call, index, path: [name] }, code) : [];
      });
    return isHanded(value) ? effectsOf(value, { call, index, path: [] }, code) : [];
  });
}

/** Objects in objects. */
const maximalDepth = 3;

interface Place {
  readonly call: CallExpression | NewExpression;
  readonly index: number;
  readonly path: readonly string[];
}

function effectsOf(node: HandedNode, place: Place, code: CodeOfFile): readonly HandedEffect[] {
  if (!code.valuesOf(node).some((value) => mayHaveEffects(value, code))) return [];
  const reference = code.referenceOf(node);
  for (const each of callsOf(place, code)) {
    if (each.isGuess || isFoundByField(each, place, code)) continue;
    const called = each.path.reduce(memberOf, reference);
    const effect = code.effectOfCall(called, each.argumentCount ?? Infinity);
    if (effect) return [{ node, effect }];
  }
  return [];
}

/** Functions, and objects of functions; most of what is handed over is data, as the input of an orchestrator. */
function mayHaveEffects(value: Value, code: CodeOfFile, depth = 0): boolean {
  if (value.kind === "global") return !/[(#]/.test(value.path);
  if (value.kind === "package") return value.module !== "durable-functions";
  if (value.kind !== "object" || depth > maximalDepth) return false;
  const { members, spreads, computed = [] } = value.reference;
  const parts = [...Object.values(members), ...spreads, ...computed.map((each) => each.value)];
  return parts.some((of) =>
    code
      .valuesOfReference({ kind: "elsewhere", file: value.file, of })
      .some((part) => mayHaveEffects(part, code, depth + 1)),
  );
}

function callsOf({ call, index, path }: Place, code: CodeOfFile): readonly HandedCall[] {
  const argumentCount = path.length ? undefined : argumentsGivenBy(call, index);
  const own = code.callsOfHanded({ callee: code.referenceOf(call.callee), index, path });
  return argumentCount !== undefined && own.every(({ isGuess }) => isGuess) ? [{ path, argumentCount }] : own;
}

/** Of a field that holds what the constructor of its class is seen to be given, the call of the field is found. */
function isFoundByField({ field }: HandedCall, { call }: Place, code: CodeOfFile): boolean {
  if (field === undefined || call.type !== "NewExpression") return false;
  const object: Reference = { kind: "instance", of: code.referenceOf(call.callee) };
  return code.valuesOfReference(memberOf(object, field)).length > 0;
}

function isHanded(node: Node): node is HandedNode {
  if (node.type === "CallExpression") return methodOf(node) === "bind";
  return node.type === "Identifier" || node.type === "MemberExpression";
}

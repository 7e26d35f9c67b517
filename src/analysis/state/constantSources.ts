import { operandsOf, valueOfConstant } from "../../syntax/constantParts";
import type { Binding } from "../../syntax/moduleBindings";
import { unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import { keptEffects } from "../effects/effects";

const maximalDepth = 12;

/** Reads of the clock, of chance and of the environment whose value a module keeps in a constant. */
export function sourcesOf(binding: Binding, durable: DurableCode): readonly Node[] {
  const value = valueOfConstant(binding);
  if (!value) return [];
  return [...new Set(partsOf(value, durable, 0))].filter((part) => keptEffects.includes(durable.effectOf(part)));
}

/** The expressions that a value is made of: not what functions do with it, a client that is made with it is no value. */
function partsOf(node: Node, durable: DurableCode, depth: number): readonly Node[] {
  const value = unwrap(node);
  if (depth > maximalDepth) return [];
  const constant = value.type === "Identifier" ? durable.tree.keys.variableOf(value) : undefined;
  const behind = constant ? valueOfConstant(constant) : undefined;
  const parts = behind ? [behind] : operandsOf(value);
  return [value, ...parts.flatMap((each) => partsOf(each, durable, depth + 1))];
}

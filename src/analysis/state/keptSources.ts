import { isImported, isOfModule, type Binding } from "../../syntax/moduleBindings";
import { parentOf, unwrap } from "../../syntax/nodes";
import type { Identifier, MemberExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { Effect } from "../effects/effects";
import { globalEffect } from "../effects/globalEffects";
import { packageEffect } from "../effects/packageEffects";
import type { Value } from "../linker/values";
import { rootOf } from "./collections";

const environment = /^process\.(env|argv|pid|platform|version|arch)(\.|$)/;
const differing: readonly (Effect | undefined)[] = ["wallClock", "highResolutionClock", "random", "randomId"];
/** What was called or made first on the way to a value. */
const firstUse = /^([^(#]*)(\(\)|#)/;
/** Objects in objects. */
const maximalDepth = 3;

/**
 * What an imported name, or a member of a class or an object of the module, stands for: a variable of the environment, or
 * what a clock or chance gave when its module loaded.
 */
export function keptSource(node: Identifier | MemberExpression, durable: DurableCode): string | undefined {
  const root = rootOf(node);
  const binding = root.type === "Identifier" ? durable.tree.keys.variableOf(root) : undefined;
  if (!binding) return undefined;
  const isKept =
    isImported(binding) || isRequired(binding) || (root !== node && (isClassOf(binding) || isMade(binding, durable)));
  return isKept && !isCalled(node) ? sourceOf(node, durable) : undefined;
}

function isClassOf(binding: Binding): boolean {
  return isOfModule(binding) && binding.defs[0]?.type === "ClassName";
}

/** `const shared = new Prices()` */
function isMade(binding: Binding, durable: DurableCode): boolean {
  const [definition] = binding.defs;
  if (!isOfModule(binding) || definition?.node.type !== "VariableDeclarator" || !definition.node.init) return false;
  const value = unwrap(definition.node.init);
  return value.type === "NewExpression" && durable.valuesOf(value).some(({ kind }) => kind === "instance");
}

/** A generator of ids that a module makes is no id. */
function isCalled(node: Node): boolean {
  const parent = parentOf(node);
  return parent?.type === "CallExpression" && unwrap(parent.callee) === node;
}

/** The member of a member belongs to what is found in it. */
function sourceOf(node: Node, durable: DurableCode): string | undefined {
  if (node.type === "MemberExpression" && sourceOf(unwrap(node.object), durable) !== undefined) return undefined;
  const values = durable.valuesOf(node);
  // A getter runs where it is read.
  if (values.some(({ kind }) => kind === "function")) return undefined;
  return sourceIn(values, durable, isTakenApart(node) ? maximalDepth : 0);
}

/** Of an object that is taken apart, only what is taken counts. */
function isTakenApart(node: Node): boolean {
  const parent = parentOf(node);
  return (
    parent?.type === "MemberExpression" || (parent?.type === "VariableDeclarator" && parent.id.type !== "Identifier")
  );
}

function sourceIn(values: readonly Value[], durable: DurableCode, depth: number): string | undefined {
  for (const value of values) {
    const source = value.kind === "object" ? sourceInObject(value, durable, depth) : sourceOfValue(value);
    if (source !== undefined) return source;
  }
  return undefined;
}

function sourceInObject(object: Value & { kind: "object" }, durable: DurableCode, depth: number): string | undefined {
  if (depth >= maximalDepth) return undefined;
  for (const member of Object.values(object.reference.members)) {
    const found = sourceIn(durable.valuesIn(object.file, member), durable, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sourceOfValue(value: Value): string | undefined {
  if (value.kind !== "global" && value.kind !== "package") return undefined;
  if (value.kind === "global" && environment.test(value.path)) return value.path;
  const [path = "", called = "", by] = firstUse.exec(value.path) ?? [];
  const given = value.withoutArguments ? 0 : Number.MAX_SAFE_INTEGER;
  const effect =
    value.kind === "global"
      ? globalEffect(called, by === "#" ? "new" : "call", given)
      : by === "()" && packageEffect(value.module, called, given);
  if (!effect || !differing.includes(effect)) return undefined;
  if (by === "#") return `new ${called}()`;
  return called === "" && value.kind === "package" ? `${value.module}()` : path;
}

/** `const { region } = require("./settings")` */
function isRequired(binding: Binding): boolean {
  const [definition] = binding.defs;
  if (!isOfModule(binding) || definition?.node.type !== "VariableDeclarator") return false;
  const value = definition.node.init ? rootOf(definition.node.init) : undefined;
  if (value?.type !== "CallExpression") return false;
  const callee = unwrap(value.callee);
  return callee.type === "Identifier" && callee.name === "require";
}

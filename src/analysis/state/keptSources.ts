import { isImported, isOfModule, type Binding } from "../../syntax/moduleBindings";
import { unwrap } from "../../syntax/nodes";
import type { Identifier, MemberExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

const environment = /^process\.env(\.|$)/;
const differing = /^(Date\.now|Math\.random|performance\.now|crypto\.randomUUID)\(\)$/;

/**
 * What an imported name, or a member of a class or an object of the module, stands for: a variable of the environment, or
 * what a clock or chance gave when its module loaded.
 */
export function keptSource(node: Identifier | MemberExpression, durable: DurableCode): string | undefined {
  const root = rootOf(node);
  const binding = root.type === "Identifier" ? durable.tree.keys.variableOf(root) : undefined;
  if (!binding) return undefined;
  const isKept =
    isImported(binding) || isRequired(binding) || (root !== node && (isClassOf(binding) || isMade(binding)));
  return isKept ? sourceOf(node, durable) : undefined;
}

function isClassOf(binding: Binding): boolean {
  return isOfModule(binding) && binding.defs[0]?.type === "ClassName";
}

/** `const shared = new Prices()` */
function isMade(binding: Binding): boolean {
  const [definition] = binding.defs;
  if (!isOfModule(binding) || definition?.node.type !== "VariableDeclarator") return false;
  return definition.node.init !== null && unwrap(definition.node.init).type === "NewExpression";
}

/** The member of a member belongs to what is found in it. */
function sourceOf(node: Node, durable: DurableCode): string | undefined {
  if (node.type === "MemberExpression" && sourceOf(unwrap(node.object), durable) !== undefined) return undefined;
  const paths = durable.valuesOf(node).flatMap((value) => (value.kind === "global" ? [value.path] : []));
  return paths.find((path) => environment.test(path) || differing.test(path));
}

function rootOf(node: Node): Node {
  const value = unwrap(node);
  return value.type === "MemberExpression" ? rootOf(value.object) : value;
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

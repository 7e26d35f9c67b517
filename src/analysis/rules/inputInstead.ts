import { functionAround, keyOf, parentOf } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import type { EffectNode } from "./reportEffects";

/** A variable of the environment, `PRICE_LIST`, as member of the input, `priceList`; who starts the orchestrator has to pass it. */
export function inputInstead(context: RuleContext, node: EffectNode): readonly Suggestion[] {
  const df = context.durable.durableContextAt(node);
  const variable = parentOf(node);
  const name = variable?.type === "MemberExpression" ? keyOf(variable) : undefined;
  if (df === undefined || !variable || name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return [];
  const member = camelCase(name);
  const type = /\.[cm]?tsx?$/i.test(context.filename) ? `<{ ${member}: string }>` : "";
  const input = inputVariable(context, node) ?? `${df}.getInput${type}()`;
  return [
    {
      messageId: "input",
      data: { name: member },
      fix: (fixer) => fixer.replaceText(variable, `${input}.${member}`),
    },
  ];
}

function camelCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/^_+/, "")
    .replace(/_+(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}

/** The name that the orchestrator gave its input before: `const order = context.df.getInput()`. */
function inputVariable(context: RuleContext, node: Node): string | undefined {
  const around = functionAround(node);
  const statements = around?.body.type === "BlockStatement" ? around.body.body : [];
  for (const statement of statements) {
    if (statement.range[0] > node.range[0]) return undefined;
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      const isInput = init?.type === "CallExpression" && context.durable.durableCallName(init) === "getInput";
      if (isInput && id.type === "Identifier") return id.name;
    }
  }
  return undefined;
}

import { ownTypesIn } from "../../syntax/declaredNames";
import { childrenOf, functionAround, functionAt, methodOf, parentOf, unwrap } from "../../syntax/nodes";
import type { FunctionNode, Node } from "../../syntax/nodes";
import { isKnownType, isStorableType } from "../../syntax/typeTexts";
import type { Program } from "../linker/program";
import type { AppFunction } from "./appIndex";

/** Types of a function as its code states them. */
export interface HandlerTypes {
  readonly input?: string;
  readonly output?: string;
}

/** Longer types are no help on a hover. */
const maximalLength = 200;

/**
 * What the annotations of a function's handler say of its input and its output, as far as callers see those types: a date
 * comes to them as a text, and what a type parameter stands for is not known.
 */
export function handlerTypes(program: Program, { kind, handler, functionJson }: AppFunction): HandlerTypes {
  const tree = handler && program.treeOf(handler.file);
  const node = tree && functionAt(tree.ast, handler.range);
  if (!node || (kind !== "activity" && kind !== "orchestration")) return {};
  // In model v3 the context comes first.
  const parameter = node.params[functionJson === undefined ? 0 : 1];
  const input = kind === "activity" ? parameter && annotationOf(parameter) : inputTypeOf(node);
  const output = node.returnType && resultOf(node.returnType.typeAnnotation);
  const own = ownTypesIn(tree);
  const parameters = new Set(node.typeParameters?.params.map(({ name }) => name.name));
  const text = (type: Node | undefined) => {
    const found = type && written(tree.text, type);
    const isSeen =
      found !== undefined &&
      isStorableType(found, (name) => own.has(name)) &&
      isKnownType(found, (name) => !parameters.has(name));
    return isSeen ? found : undefined;
  };
  const [inputText, outputText] = [text(input), text(output)];
  return { ...(inputText && { input: inputText }), ...(outputText && { output: outputText }) };
}

/** The type that a parameter or a variable states. */
export function annotationOf(parameter: Node): Node | undefined {
  return (parameter as { typeAnnotation?: { typeAnnotation?: Node } }).typeAnnotation?.typeAnnotation;
}

/** Of a result: of `Promise<T>` T, of `Generator<Task, T, unknown>` T. */
export function resultOf(type: Node): Node | undefined {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return type;
  const { params = [] } = type.typeArguments ?? {};
  if (type.typeName.name === "Promise") return params[0];
  return type.typeName.name === "Generator" ? params[1] : type;
}

/** `context.df.getInput<T>()`, `getInput() as T`, `const order: T = context.df.getInput()`. */
function inputTypeOf(handler: FunctionNode): Node | undefined {
  const queue: Node[] = [handler.body];
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (node.type === "CallExpression" && methodOf(node) === "getInput" && functionAround(node) === handler) {
      const [given] = node.typeArguments?.params ?? [];
      if (given) return given;
      if (node.parent.type === "TSAsExpression") return node.parent.typeAnnotation;
      const around = parentOf(node);
      return around?.type === "VariableDeclarator" && unwrap(around.id).type === "Identifier"
        ? annotationOf(around.id)
        : undefined;
    }
    queue.push(...childrenOf(node));
  }
  return undefined;
}

function written(text: string, { range }: Node): string | undefined {
  const type = text.slice(...range).replace(/\s+/g, " ");
  return type === "any" || type === "unknown" || type.length > maximalLength ? undefined : type;
}

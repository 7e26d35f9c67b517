import { parse, type ParseResult, type ParserOptions } from "@babel/parser";
import { directiveWord } from "./durableWords";
import { completeNodes, type Node, type Program } from "./nodes";
import { nestsTypeArguments } from "./typeArgumentDepth";

/** What TypeScript's parser, which is asked about all that is refused here, lets pass. */
const options: ParserOptions = {
  sourceType: "module",
  ranges: true,
  locations: false,
  attachComment: false,
  createParenthesizedExpressions: false,
  allowNewTargetOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
};

/** Each more doubles the time that damage may take; deeper code is rare. */
const maximalTypeArgumentDepth = 6;

const plugins = ["estree", "decorators-legacy", "decoratorAutoAccessors"] as const;

/**
 * Reads well-formed code to the tree that TypeScript's parser and its converter make of it, faster and with less memory.
 * Only a class that is decorated in front of its `export`, and types that begin in parentheses, begin elsewhere.
 * Undefined for any other text.
 */
export function parseWellFormed(file: string, text: string): Program | undefined {
  if (nestsTypeArguments(text, maximalTypeArgumentDepth)) return undefined;
  try {
    const { program, comments } = parse(text, { ...options, plugins: [...plugins, ...languageOf(file)] });
    const ast = program as unknown as Program;
    completeNodes(ast, adapt);
    return text.includes(directiveWord) ? Object.assign(ast, { comments: comments?.map(asComment) }) : ast;
  } catch {
    return undefined;
  }
}

/** In JavaScript `a<b>(c)` are comparisons, and a type is damage. */
function languageOf(file: string): NonNullable<ParserOptions["plugins"]> {
  if (/\.d\.[cm]?ts$/i.test(file)) return [["typescript", { dts: true }]];
  if (/\.[cm]?ts$/i.test(file)) return ["typescript"];
  return /\.tsx$/i.test(file) ? ["typescript", "jsx"] : ["jsx"];
}

function adapt(node: Node): void {
  switch (node.type) {
    case "TemplateElement":
      // The converter counts the marks around the texts of a template to them.
      node.range = [node.range[0] - "`".length, node.range[1] + (node.tail ? "`" : "${").length];
      return;
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return node.params.forEach(addLists);
    case "ClassDeclaration":
    case "ClassExpression":
      return [node, ...node.body.body].forEach(addLists);
    case "Program":
    case "BlockStatement":
    case "TSModuleBlock":
      // Babel lets `namespace const` pass, and leaves a hole.
      if (node.body.includes(undefined as never)) throw new SyntaxError("A statement is missing.");
      return;
    default:
      return;
  }
}

/** Those that are asked for in JavaScript, too. */
function addLists(node: object): void {
  const lists = node as { decorators?: unknown; implements?: unknown };
  lists.decorators ??= [];
  lists.implements ??= [];
}

function asComment({ type, value, start = 0, end = 0, loc }: NonNullable<ParseResult["comments"]>[number]) {
  return { type: type.replace("Comment", ""), value, range: [start, end], loc };
}

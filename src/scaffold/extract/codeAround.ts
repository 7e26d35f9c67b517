import type { TextRange } from "../../base/sourcePlace";
import { childrenOf, type Node } from "../../syntax/nodes";

/**
 * What somebody would select by hand to move a piece of code: its whole statement, else what the orchestrator waits for
 * there, else the piece itself.
 */
export function codeAround(program: Node, piece: TextRange): readonly TextRange[] {
  const way = wayTo(program, piece);
  const statement = way.findLast(isStatement);
  const waitedFor = way.findLast(
    ({ parent }) => parent?.type === "YieldExpression" || parent?.type === "AwaitExpression",
  );
  const ranges = [statement, waitedFor].flatMap((node) => (node ? [{ start: node.range[0], end: node.range[1] }] : []));
  return [...ranges, piece];
}

/** Nodes that hold a range, outermost first. */
function wayTo(program: Node, { start, end }: TextRange): readonly Node[] {
  const way: Node[] = [];
  for (
    let node: Node | undefined = program;
    node;
    node = childrenOf(node).find(({ range }) => range[0] <= start && range[1] >= end)
  )
    way.push(node);
  return way;
}

function isStatement({ type, parent }: Node): boolean {
  const isInBlock = parent?.type === "BlockStatement" || parent?.type === "SwitchCase";
  return (
    isInBlock &&
    /^(?:Expression|If|For|ForOf|ForIn|While|DoWhile|Try|Switch)Statement$|^VariableDeclaration$/.test(type)
  );
}

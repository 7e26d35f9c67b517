import type { DeclarationKeys } from "../../syntax/declarations";
import type { Node } from "../../syntax/nodes";
import { runOf } from "../../syntax/replayGuards";

/** Whether a test of `isReplaying` around a node decides that it runs: in replays only, or in new code only. */
export function dependsOnReplay(node: Node, keys: DeclarationKeys): boolean {
  for (let at = node; at.parent; at = at.parent) if (runOf(at, at.parent, keys)) return true;
  return false;
}

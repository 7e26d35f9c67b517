import { functionAt } from "../../syntax/nodes";
import type { FunctionNode, Node } from "../../syntax/nodes";
import type { FunctionPlace } from "../linker/calls";
import { handlersOf } from "../linker/orchestrators";
import type { Program } from "../linker/program";
import type { JsonShape } from "../types/jsonShape";
import { shapeOfType } from "../types/typeShape";
import { typeSourceOf } from "../types/typeSource";
import { handlersOfFolder } from "./folderHandlers";
import { annotationOf, resultOf } from "./handlerTypes";

/** What an activity states of its input and of what it gives; undefined where it states nothing that is understood. */
export interface ActivityShapes {
  readonly input?: JsonShape;
  readonly output?: JsonShape;
}

/** A function that runs for an activity, and the position of its input among the parameters. */
interface Handler {
  readonly place: FunctionPlace;
  readonly inputAt: number;
}

/** Undefined for a name that no activity of the app has, or functions that differ. @param root folder of the app */
export function activityShapes(program: Program, root: string, name: string): ActivityShapes | undefined {
  const handlers = program.memo.get(root, "activity handlers", () => handlersByName(program, root));
  const shapes = (handlers.get(name.toLowerCase()) ?? []).map((handler) => shapesOf(program, handler));
  const [first] = shapes;
  return shapes.every((each) => JSON.stringify(each) === JSON.stringify(first)) ? first : undefined;
}

function handlersByName(program: Program, root: string): ReadonlyMap<string, readonly Handler[]> {
  const handlers = new Map<string, Handler[]>();
  const add = (name: string, places: readonly FunctionPlace[], inputAt: number) => {
    const known = handlers.get(name.toLowerCase()) ?? [];
    handlers.set(name.toLowerCase(), [...known, ...places.map((place) => ({ place, inputAt }))]);
  };
  program.memo.read(root, "names");
  const { folders, inFiles } = program.namesIn(root);
  for (const folder of folders) if (folder.kind === "activity") add(folder.name, handlersOfFolder(program, folder), 1);
  for (const [file, { registered }] of inFiles) {
    for (const { kind, names, handler } of registered) {
      if (kind !== "activity") continue;
      // A handler that moves or is another one changes the shape of its file.
      program.visibleOf(file);
      for (const name of names) if (name !== undefined) add(name, handler ? handlersOf(program, file, handler) : [], 0);
    }
  }
  return handlers;
}

function shapesOf(program: Program, { place: { file, key }, inputAt }: Handler): ActivityShapes {
  return program.memo.get(file, `activity shapes ${key}`, () => {
    const tree = program.treeOf(file);
    const range = tree?.summary.functions.get(key)?.range;
    const node = tree && range && functionAt(tree.ast, range);
    if (!node) return {};
    const input = inputOf(node, inputAt);
    const output = node.returnType && resultOf(node.returnType.typeAnnotation);
    const source = typeSourceOf(program, file);
    const shape = (type: Node | undefined) => (type && source ? shapeOfType(type, source) : undefined);
    const [inputShape, outputShape] = [shape(input), shape(output)];
    return { ...(inputShape && { input: inputShape }), ...(outputShape && { output: outputShape }) };
  });
}

function inputOf({ params }: FunctionNode, at: number) {
  const parameter = params[at];
  // One with a value of its own, or that may be left out, takes anything less.
  const mayLack =
    parameter?.type === "AssignmentPattern" || (parameter && "optional" in parameter && parameter.optional);
  return parameter && !mayLack ? annotationOf(parameter) : undefined;
}

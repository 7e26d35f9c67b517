import type { FunctionKind } from "../../project/registrations";
import type { Reference } from "../../syntax/summary";
import type { FunctionPlace } from "../linker/calls";
import type { Program } from "../linker/program";
import { exportedAs, saidIn, saidOfFunctions } from "./folderHandlers";
import type { FunctionFolder } from "./functionFolders";

/** A function that a script gives the host without anything around it but `df.orchestrator` or `df.entity`. */
interface ExportedHandler extends FunctionPlace {
  /** What the SDK makes of it. */
  readonly madeInto?: "orchestration" | "entity";
}

/** What a function.json runs, and what its script gives in its place. */
export interface FolderHandler {
  readonly kind: FunctionKind;
  readonly madeInto?: "orchestration" | "entity";
}

/** Constants, imports and exports on the way to a function. */
const maximalSteps = 6;

/** Functions of a file that a function.json runs as they stand, by key; what several run differently is left out. */
export function handlersByFolders(
  program: Program,
  root: string,
  file: string,
): readonly (readonly [string, FolderHandler])[] {
  const all = program.memo.settled(root, "handlers by folders", () =>
    saidOfFunctions(
      program.foldersOf(root).flatMap((folder) => {
        const { kind } = folder;
        const found = handlerOf(program, folder);
        const made = found?.madeInto && { madeInto: found.madeInto };
        return found ? [[found, { kind, ...made }] as const] : [];
      }),
    ),
  );
  return saidIn(all, file);
}

function handlerOf(program: Program, { script, entryPoint }: FunctionFolder): ExportedHandler | undefined {
  const summary = script === undefined ? undefined : program.summaryOf(script);
  if (script === undefined || !summary) return undefined;
  const { exports, commonJs } = summary;
  const names = entryPoint === undefined ? ["default", "run", "index"] : [entryPoint];
  const name = names.find((each) => exports.has(each));
  const alone = exports.size === 1 ? [...exports.values()][0] : undefined;
  const given = name === undefined ? undefined : exports.get(name);
  const other = entryPoint === undefined ? (commonJs ?? alone) : exportedAs(summary, entryPoint);
  const reference = given ?? other;
  return reference && followed(program, script, reference, maximalSteps);
}

/** Only what surely is the function: whatever calls something else may give anything. */
function followed(program: Program, file: string, given: Reference, steps: number): ExportedHandler | undefined {
  if (steps === 0) return undefined;
  switch (given.kind) {
    case "function":
      return { file, key: given.key };
    case "variable": {
      const held = program.summaryOf(file)?.variables.get(given.key);
      return held && followed(program, file, held, steps - 1);
    }
    case "import": {
      const module = program.resolve(file, given.module);
      if (module?.kind !== "file") return undefined;
      const { exports, commonJs } = program.summaryOf(module.file) ?? {};
      const exported = given.name === "require" ? commonJs : exports?.get(given.name);
      return exported && followed(program, module.file, exported, steps - 1);
    }
    case "call": {
      const madeInto = madeBy(program, file, given.callee);
      const [handler] = given.functions;
      const found = madeInto && handler && followed(program, file, handler, steps - 1);
      return found && { ...found, madeInto };
    }
    default:
      return undefined;
  }
}

function madeBy(program: Program, file: string, callee: Reference): ExportedHandler["madeInto"] {
  const [value, ...others] = program.evaluator.evaluate(file, callee);
  if (others.length || value?.kind !== "package" || value.module !== "durable-functions") return undefined;
  if (value.path === "entity") return "entity";
  return value.path === "orchestrator" || value.path === "" ? "orchestration" : undefined;
}

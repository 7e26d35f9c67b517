import type { FunctionKind } from "../../project/registrations";
import type { Reference } from "../../syntax/summary";
import type { FunctionPlace } from "../linker/calls";
import { handlersOf } from "../linker/orchestrators";
import type { Program } from "../linker/program";
import type { FunctionFolder } from "./functionFolders";

/** The functions that run for a function.json. */
export function handlersOfFolder(
  program: Program,
  { kind, script, entryPoint }: FunctionFolder,
): readonly FunctionPlace[] {
  if (script === undefined) return [];
  return program.memo.get(script, `handler ${kind} ${entryPoint ?? ""}`, () => {
    const { registrations = [], exports = new Map<string, Reference>(), commonJs } = program.summaryOf(script) ?? {};
    // `module.exports = df.orchestrator(function* …)`.
    const registered = registrations.find((each) => each.kind === kind && !each.name && each.handler)?.handler;
    const named = entryPoint ?? ["default", "run", "index"].find((name) => exports.has(name));
    const exported = (named === undefined ? undefined : exports.get(named)) ?? commonJs ?? [...exports.values()][0];
    const handler = registered ?? exported;
    return handler ? handlersOf(program, script, handler) : [];
  });
}

/** File → key of a function → what the function.json that runs it says it is; of several that differ, nothing. */
type KindsByFile = Readonly<Record<string, Readonly<Record<string, FunctionKind | undefined>>>>;

/** What the functions of a file are by the function.json of its app; `root`: the app's folder. */
export function kindsByFolders(
  program: Program,
  root: string,
  file: string,
): readonly (readonly [string, FunctionKind])[] {
  const byFile = program.memo.settled(root, "kinds by folders", () => allKinds(program, root));
  return Object.entries(byFile[file] ?? {}).flatMap(([key, kind]) => (kind ? [[key, kind] as const] : []));
}

function allKinds(program: Program, root: string): KindsByFile {
  const byFile: Record<string, Record<string, FunctionKind | undefined>> = {};
  for (const folder of program.foldersOf(root)) {
    for (const { file, key } of handlersOfFolder(program, folder)) {
      const kinds = (byFile[file] ??= {});
      kinds[key] = key in kinds && kinds[key] !== folder.kind ? undefined : folder.kind;
    }
  }
  return byFile;
}

import type { FunctionKind } from "../../project/registrations";
import type { FileSummary, Reference } from "../../syntax/summary";
import type { FunctionPlace } from "../linker/calls";
import { handlersOf } from "../linker/orchestrators";
import type { Program } from "../linker/program";
import type { FunctionFolder } from "./functionFolders";

/** Constants that hold constants on the way to what a script exports. */
const maximalNames = 4;

/** The functions that run for a function.json. */
export function handlersOfFolder(
  program: Program,
  { kind, script, entryPoint }: FunctionFolder,
): readonly FunctionPlace[] {
  if (script === undefined) return [];
  return program.memo.get(script, `handler ${kind} ${entryPoint ?? ""}`, () => {
    const summary = program.summaryOf(script);
    const entry = entryPoint === undefined ? undefined : summary && exportedAs(summary, entryPoint);
    const handlers = entry ? handlersOf(program, script, givenToSdk(program, script, entry) ?? entry) : [];
    if (handlers.length || !summary) return handlers;
    const handler = registeredAs(summary, kind) ?? exportedAlone(summary);
    return handler ? handlersOf(program, script, handler) : [];
  });
}

/** What a script exports under a name. */
export function exportedAs({ exports, commonJs }: FileSummary, name: string): Reference | undefined {
  const written = commonJs?.kind === "object" ? commonJs.members[name] : undefined;
  return exports.get(name) ?? written ?? (commonJs && { kind: "member", object: commonJs, name });
}

/** The function of `df.orchestrator(function* …)`, which may be in a constant. */
function givenToSdk(program: Program, file: string, reference: Reference, depth = 0): Reference | undefined {
  const { variables } = program.summaryOf(file) ?? {};
  const held = reference.kind === "variable" && depth < maximalNames ? variables?.get(reference.key) : undefined;
  if (held) return givenToSdk(program, file, held, depth + 1);
  if (reference.kind !== "call") return undefined;
  const isOfSdk = program.evaluator
    .evaluate(file, reference.callee)
    .some((value) => value.kind === "package" && value.module === "durable-functions");
  return isOfSdk ? reference.functions[0] : undefined;
}

/** `module.exports = df.orchestrator(function* …)`. */
function registeredAs({ registrations }: FileSummary, kind: FunctionKind): Reference | undefined {
  return registrations.find((each) => each.kind === kind && !each.name && each.handler)?.handler;
}

/** What the host takes where no entry point is named. */
function exportedAlone({ exports, commonJs }: FileSummary): Reference | undefined {
  const name = ["default", "run", "index"].find((each) => exports.has(each));
  return (name === undefined ? undefined : exports.get(name)) ?? commonJs ?? [...exports.values()][0];
}

/** File → key of a function → what is said of it; of a function that is said to be of several kinds, nothing. */
export type SaidOfFunctions<T> = Readonly<Record<string, Readonly<Record<string, T | undefined>>>>;

interface OfKind {
  readonly kind: FunctionKind;
}

export function saidOfFunctions<T extends OfKind>(all: Iterable<readonly [FunctionPlace, T]>): SaidOfFunctions<T> {
  const byFile: Record<string, Record<string, T | undefined>> = {};
  for (const [{ file, key }, said] of all) {
    const own = (byFile[file] ??= {});
    own[key] = key in own && own[key]?.kind !== said.kind ? undefined : said;
  }
  return byFile;
}

/** By key, what is said of the functions of a file. */
export function saidIn<T>(all: SaidOfFunctions<T>, file: string): readonly (readonly [string, T])[] {
  return Object.entries(all[file] ?? {}).flatMap(([key, said]) => (said ? [[key, said] as const] : []));
}

/** What the functions of a file are by the function.json of its app; `root`: the app's folder. */
export function kindsByFolders(
  program: Program,
  root: string,
  file: string,
): readonly (readonly [string, FunctionKind])[] {
  const all = program.memo.settled(root, "kinds by folders", () =>
    saidOfFunctions(
      program.foldersOf(root).flatMap((folder) => {
        const { kind } = folder;
        return handlersOfFolder(program, folder).map((place) => [place, { kind }] as const);
      }),
    ),
  );
  return saidIn(all, file).map(([key, { kind }]) => [key, kind]);
}

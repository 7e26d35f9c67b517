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

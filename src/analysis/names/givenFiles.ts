import { importedFiles, type ImportingProgram } from "./registeringFiles";

/** Registrations and calls by names that are no texts: what they are in may be given the name. */
const byGivenName =
  /(?:\.\s*(?:activity|orchestration|entity|call(?:Activity|SubOrchestrator)(?:WithRetry)?|startNew|waitForExternalEvent|EntityId)|\bEntityId)\s*(?:<[^()]*>)?\s*\(\s*[A-Za-z_$]|\.\s*raiseEvent\s*\([^,;]*,\s*[A-Za-z_$]/;
const passesOn = /\bexport\s*(?:\*|\{[^}]*\})[^;\n]*\bfrom\b|\.\.\.\s*require\b|\bexports(?:\.\w+)?\s*=\s*require\b/;
/** Files that only pass on what others export. */
const maximalDepth = 3;

/** Whether a file, or one whose exports it passes on, has functions that may be given names, judging by its text. */
export function mayBeGivenNames(program: ImportingProgram, file: string): boolean {
  return program.memo.get(file, "given names", () => isGivenNames(program, file, 0));
}

function isGivenNames(program: ImportingProgram, file: string, depth: number): boolean {
  const { memo } = program;
  if (memo.settled(file, "by given names", () => byGivenName.test(program.textOf(file) ?? ""))) return true;
  if (depth >= maximalDepth || !memo.settled(file, "passes on", () => passesOn.test(program.textOf(file) ?? "")))
    return false;
  return importedFiles(program, file).some((each) => isGivenNames(program, each, depth + 1));
}

/** Whether a file imports functions that may be given names. */
export function mayGiveNames(program: ImportingProgram, file: string): boolean {
  return importedFiles(program, file).some((each) => mayBeGivenNames(program, each));
}

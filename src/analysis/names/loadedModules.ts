import { loadsModule } from "../../syntax/elidedImports";
import { registrations } from "./registeringFiles";
import { mayRegister, namesFolderOutside, type UnseenImport } from "./unseenModules";
import type { NamedProgram } from "./writtenNames";

/** What one file loads. */
interface LoadedModules {
  readonly files: readonly string[];
  /** It loads something that is not seen and may register functions. */
  readonly hidesFunctions: boolean;
}

/** What an app loads from outside of itself. */
export interface LoadedElsewhere extends LoadedModules {
  /** What each file that was passed loads. */
  readonly byFile: ReadonlyMap<string, LoadedModules>;
}

/** Imports of types are told by what stands before. */
const specifiers =
  /(\b(?:import|export)\s+type\s+(?:\{[^}]*\}|\*\s*as\s+[\w$]+|[\w$]+)\s+)?\b(from|import|require)(\s*\()?\s*(["'])([^"'\n]+)\4/g;
/** In characters. */
const longestClause = 400;
const loadsByVariable = /\b(?:import|require)\s*\(\s*[^"'\s)]/;

/**
 * Follows imports out of an app, judging by the texts of files.
 * @param root its folder
 * @param own its files, without tests
 */
export function loadedElsewhere(program: NamedProgram, root: string, own: readonly string[]): LoadedElsewhere {
  const passed = new Set(own);
  const byFile = new Map<string, LoadedModules>();
  let hidesFunctions = false;
  for (const file of passed) {
    const loaded = loadedModules(program, root, file);
    byFile.set(file, loaded);
    hidesFunctions ||= loaded.hidesFunctions;
    for (const each of loaded.files) passed.add(each);
  }
  const files = [...passed].slice(own.length);
  hidesFunctions ||= files.some((file) => registrations.test(program.textOf(file) ?? "") && !program.summaryOf(file));
  return { files, hidesFunctions, byFile };
}

export function loadedModules(program: NamedProgram, root: string, file: string): LoadedModules {
  return program.memo.settled(file, `loads ${root}`, () => {
    const text = program.textOf(file) ?? "";
    const files = new Set<string>();
    const imported = new Set<string>();
    let hidesFunctions = false;
    for (const { 1: types, 2: word, 3: call, 5: specifier = "", index } of text.matchAll(specifiers)) {
      imported.add(specifier);
      if (types !== undefined) continue;
      const resolved = program.resolve(file, specifier);
      const isBare = word === "import" && call === undefined;
      if (resolved?.kind === "file") files.add(resolved.file);
      else
        hidesFunctions ||= hides(program, {
          root,
          file,
          specifier,
          resolved,
          isBare,
          clause: clauseBefore(text, index),
        });
    }
    hidesFunctions ||= loadsByVariable.test(text) && namesFolderOutside(text, root, file, imported);
    return { files: [...files], hidesFunctions };
  });
}

function hides(program: NamedProgram, unseen: UnseenImport): boolean {
  if (!mayRegister(program, unseen)) return false;
  const tree = program.treeOf(unseen.file);
  return tree !== undefined && loadsModule(tree, unseen.specifier);
}

function clauseBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - longestClause), index);
  return before.slice(Math.max(before.lastIndexOf("import"), before.lastIndexOf("\n")));
}

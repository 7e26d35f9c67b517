import type { TextRange } from "../../base/sourcePlace";
import type { FunctionKind } from "../../project/registrations";
import type { SummarizedFile } from "../../syntax/summarize";
import type { FileSummary, Reference } from "../../syntax/summary";
import type { Evaluator } from "../linker/evaluator";
import type { NamedKind } from "./appIndex";
import type { ImportingProgram } from "./registeringFiles";

/** What gives a name. */
export interface NameSource {
  readonly file: string;
  readonly reference: Reference;
  /** Those of the summary that the reference is of. */
  readonly literals: FileSummary["literals"];
}

/** Where a name is written in a file, and what it may be; `undefined` among the names: what only running tells. */
export interface WrittenName {
  readonly names: readonly (string | undefined)[];
  /** Of the text without quotes, or of the expression that leads to it. */
  readonly range: TextRange;
  readonly isLiteral: boolean;
  readonly source: NameSource;
  /** Id of the function whose callers give the name. */
  readonly givenTo?: string;
  /** Id of the function that is given the name here. */
  readonly through?: string;
}

export interface RegisteredName extends WrittenName {
  readonly kind: FunctionKind;
  /** What runs. */
  readonly handler?: Reference;
}

export interface UsedName extends WrittenName {
  readonly kind: NamedKind;
  readonly method: string;
  /** Of a durable context or client for certain: `context.df.callActivity`, `client.startNew`. */
  readonly isDurable?: true;
  /** Key of the function that it is in. */
  readonly within: string;
  /** As in `NamedCall`. */
  readonly takenBy?: readonly string[];
}

/** What the names of an app are read from. */
export interface NamedProgram extends ImportingProgram {
  readonly evaluator: Evaluator;
  summaryOf(file: string): FileSummary | undefined;
  treeOf(file: string): SummarizedFile | undefined;
}

/** What one file says of the functions of its app. */
export interface FileNames {
  readonly registered: readonly RegisteredName[];
  readonly used: readonly UsedName[];
}

/** Ids of functions that are given names by calls which are seen. */
export function givenIn(files: Iterable<FileNames>): ReadonlySet<string> {
  const given = new Set<string>();
  for (const { registered, used } of files)
    for (const { through } of [...registered, ...used]) if (through !== undefined) given.add(through);
  return given;
}

export function namesNothing({ registered, used }: FileNames): boolean {
  return registered.length === 0 && used.length === 0;
}

/** Of a function that is given names. */
export function idOfFunction(file: string, key: string): string {
  return `${file}\0${key}`;
}

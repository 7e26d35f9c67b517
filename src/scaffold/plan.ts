import type { TextRange } from "../base/sourcePlace";

/** A file that is not there yet; an existing file is never overwritten. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

export interface TextEdit {
  /** In the text of the file as it is. */
  readonly range: TextRange;
  readonly text: string;
}

/** Changes of a file that is there; edits do not touch each other. */
export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** The text of a file after edits of it as it is. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}

/** Something to run that the plan does not run by itself. */
export interface OfferedCommand {
  /** What it is for, as a button or a line may say it: `Install durable-functions`. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Folder to run it in. */
  readonly folder: string;
}

/** What a request comes to, computed without touching the disk. Paths are absolute. */
export interface Plan {
  readonly files: readonly NewFile[];
  readonly edits: readonly FileEdits[];
  /** One sentence each: what was decided or changed besides the function itself, and what is left to do. */
  readonly notes: readonly string[];
  readonly commands: readonly OfferedCommand[];
  /** To open at once; `range` is what to change first, in the new text. */
  readonly open: { readonly file: string; readonly range: TextRange };
}

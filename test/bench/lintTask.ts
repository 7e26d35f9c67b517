/** What a child of the lint benchmarks measures; `plugin`: ESLint with our own plugin; `bare`: ESLint without it. */
export interface LintTask {
  readonly by: "ours" | "plugin" | "bare";
  /** Of the app, with all its files. */
  readonly folder: string;
  /** Absolute paths of its code. */
  readonly files: readonly string[];
  /** Statements to type; without: the files are linted once, from nothing. */
  readonly typing?: Typing;
}

export interface Typing {
  readonly places: readonly TypingPlace[];
  readonly statement: string;
  /** Runs over all places; only the last counts. */
  readonly passes: number;
  /** The statement is typed in so many steps, evenly. */
  readonly keystrokes: number;
}

export interface TypingPlace {
  readonly file: string;
  readonly offset: number;
  /** Files that ESLint has to look at for one edit: the file, and those of the orchestrators that run it. */
  readonly files: readonly string[];
}

export interface LintTimes {
  /** Wall time in ms of each lint. */
  readonly times: readonly number[];
  /** Time of all processors in ms of each lint. */
  readonly cpu: readonly number[];
  /** Largest resident size of the process, in MB. */
  readonly memory: number;
  /** Each finding at the end as one text, in order. */
  readonly findings: readonly string[];
}

/** What the deterministic core needs from the outside; `node/` and the edges implement these. */

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
}

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Reads the user's files; paths are absolute and use the platform's separator. */
export interface SourceReader {
  /** The text of a file, or undefined when there is none. */
  read(file: string): Promise<string | undefined>;
  /** Names of the entries of a folder (empty when there is none); folders end in `/`. */
  list(folder: string): Promise<readonly string[]>;
  /** Time of last change in ms since 1970, or undefined when there is no such file. */
  modifiedAt(file: string): Promise<number | undefined>;
}

/** Reads the user's files at once: for programs and threads in which nobody waits. Paths as in `SourceReader`. */
export interface SourceFiles {
  read(file: string): string | undefined;
  isFile(file: string): boolean;
  /** Names of the entries of a folder (empty when there is none); folders, and links to folders, end in `/`. */
  list(folder: string): readonly string[];
  /** The path behind links, or the path itself. */
  realPath(file: string): string;
}

export const silentLog: Log = { debug: noop, info: noop, warn: noop, error: noop };

function noop(): void {
  // Nobody listens.
}

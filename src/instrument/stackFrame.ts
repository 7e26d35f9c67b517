/** A line of a stack text that names a place: `head` + `name:row:column` + `tail`. */
export interface StackFrame {
  readonly head: string;
  /** Of the file, as the runtime knows it: a path or a `file:` address. */
  readonly name: string;
  readonly row: number;
  readonly column: number;
  readonly tail: string;
}

/**
 * Reads one line of a stack text; undefined when it names no place. A stack holds the error's message as well, which may
 * be a line of megabytes: the work grows with the length, no faster.
 */
export function readStackFrame(line: string): StackFrame | undefined {
  const place = /:(\d{1,9}):(\d{1,9})(\)?)$/.exec(line);
  if (!place) return undefined;
  const [, row, column, tail = ""] = place;
  const text = line.slice(0, place.index);
  const start = startOfName(text, tail !== "");
  const name = text.slice(start);
  return name === "" ? undefined : { head: text.slice(0, start), name, row: Number(row), column: Number(column), tail };
}

/** Paths may hold blanks and parentheses: in a frame (`at name (path:1:2)`, `at path:1:2`) it is known where one begins. */
function startOfName(text: string, isClosed: boolean): number {
  const at = /^\s+at (?:async )?/.exec(text)?.[0].length;
  if (at === undefined) return afterLastBlank(text);
  if (!isClosed) return at;
  const open = text.indexOf(" (", at - 1);
  return open < 0 ? afterLastBlank(text) : open + 2;
}

function afterLastBlank(text: string): number {
  let start = text.length;
  while (start > 0 && !/[()\s]/.test(text.charAt(start - 1))) start--;
  return start;
}

/** The path of a file that a stack names. */
export function pathOfFrame(name: string): string {
  if (!name.startsWith("file://")) return name;
  const path = name.slice("file://".length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

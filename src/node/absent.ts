/** Of paths that no file can have: code may import whatever it likes. */
const impossible = ["ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];
/** Errors that mean "nothing there" to a reader; all others come through. */
const absent = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "EACCES", "EPERM", ...impossible]);

/** Undefined where there is nothing to read. */
export function unlessAbsent<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

export function isAbsent(error: unknown): boolean {
  return absent.has((error as NodeJS.ErrnoException).code ?? "");
}

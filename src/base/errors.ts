/**
 * The error catalogue: one code per thing that can go wrong for a user, with a text that says what to do next.
 * Layers throw `ToolkitError` made by a factory beside this file or in their own `errors.ts`; edges print `message`.
 */
export type ErrorCode =
  | "no-functions-project"
  | "instance-not-found"
  | "hub-not-found"
  | "hub-name-invalid"
  | "connection-missing"
  | "connection-invalid"
  | "storage-unreachable"
  | "storage-refused"
  | "storage-throttled"
  | "storage-failed"
  | "other-backend"
  | "history-unreadable"
  | "history-not-started"
  | "orchestrator-not-found"
  | "app-does-not-load"
  | "sdk-missing"
  | "sdk-unsupported"
  | "node-unsupported"
  | "build-missing"
  | "build-outdated-target"
  | "replay-timeout"
  | "child-died"
  | "not-repeatable"
  | "session-over"
  | "not-generated"
  | "usage"
  | "internal";

export class ToolkitError extends Error {
  override readonly name = "ToolkitError";
  readonly code: ErrorCode;
  /** Where to look: absolute file and 1-based line, when the error has a place in the user's files. */
  readonly place?: { readonly file: string; readonly line?: number } | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; place?: { file: string; line?: number } } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place;
  }
}

/** The message with its place, where that is not in it already: for hosts that show one text only. */
export function messageWithPlace(error: unknown): string {
  const text = messageOf(error);
  const place = error instanceof ToolkitError ? error.place : undefined;
  if (!place || text.includes(place.file)) return text;
  return `${text} (${place.file}${place.line === undefined ? "" : `:${place.line}`})`;
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

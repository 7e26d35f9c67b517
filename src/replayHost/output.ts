import { formatWithOptions } from "node:util";
import type { OutputMessage, RuntimePlace } from "../replay/debugMessages";

/**
 * What the user's code prints, once: the code is run again for every step back, and a message that an earlier run has
 * sent already is counted but not sent again.
 */
export class OutputOnce {
  private readonly send: (message: OutputMessage) => void;
  private count = 0;
  private sent = 0;

  constructor(send: (message: OutputMessage) => void) {
    this.send = send;
  }

  /** Start of a run. */
  rewind(): void {
    this.count = 0;
  }

  /** What comes belongs to another history. */
  forget(): void {
    this.count = 0;
    this.sent = 0;
  }

  /** Nothing of the coming run is news, e.g. because it only finds out where things are. */
  write(
    level: OutputMessage["level"],
    values: readonly unknown[],
    place: RuntimePlace | undefined,
    quiet: boolean,
  ): void {
    // Also when nobody reads it: what cannot be formatted throws, in the user's code, and in every run alike.
    const text = formatWithOptions({ colors: false, depth: 4 }, ...values);
    this.count++;
    if (quiet || this.count <= this.sent) return;
    this.sent = this.count;
    this.send({ level, text, ...(place && { place }) });
  }
}

const consoleLevels: Readonly<Record<string, OutputMessage["level"]>> = {
  log: "info",
  info: "info",
  dir: "info",
  debug: "debug",
  trace: "debug",
  warn: "warn",
  error: "error",
};

/** Sends everything printed through `console` and the process's streams to `write`. */
export function captureOutput(write: (level: OutputMessage["level"], values: readonly unknown[]) => void): void {
  for (const [name, level] of Object.entries(consoleLevels)) {
    (console as unknown as Record<string, unknown>)[name] = (...values: unknown[]) => {
      write(level, values);
    };
  }
  for (const [stream, level] of [
    [process.stdout, "info"],
    [process.stderr, "error"],
  ] as const) {
    stream.write = (chunk: string | Uint8Array): boolean => {
      write(level, [String(chunk).replace(/\n$/, "")]);
      return true;
    };
  }
}

import { formatWithOptions } from "node:util";
import type { OutputMessage, RuntimePlace } from "../replay/debugMessages";

/**
 * By what something is printed. Each is counted apart: loggers may write to a file descriptor later than they are called,
 * in another order among the others in each run, while the order of what one of them prints is always the same.
 */
export type PrintedBy = "console" | "descriptor 1" | "descriptor 2";

export type WriteOutput = (level: OutputMessage["level"], values: readonly unknown[], by?: PrintedBy) => void;

interface Count {
  /** In this run. */
  printed: number;
  /** By all runs. */
  sent: number;
}

/**
 * What the user's code prints, once: the code is run again for every step back, and a message that an earlier run has
 * sent already is counted but not sent again.
 */
export class OutputOnce {
  private readonly send: (message: OutputMessage) => void;
  private counts: Readonly<Record<PrintedBy, Count>> = noCounts();

  constructor(send: (message: OutputMessage) => void) {
    this.send = send;
  }

  /** Start of a run. */
  rewind(): void {
    const { console, "descriptor 1": output, "descriptor 2": errors } = this.counts;
    console.printed = output.printed = errors.printed = 0;
  }

  /** What comes belongs to another history. */
  forget(): void {
    this.counts = noCounts();
  }

  /** Nothing of the coming run is news, e.g. because it only finds out where things are. */
  write(
    { level, values, by = "console" }: { level: OutputMessage["level"]; values: readonly unknown[]; by?: PrintedBy },
    place: RuntimePlace | undefined,
    quiet: boolean,
  ): void {
    // Also when nobody reads it: what cannot be formatted throws, in the user's code, and in every run alike.
    const text = formatWithOptions({ colors: false, depth: 4 }, ...values);
    const count = this.counts[by];
    count.printed++;
    if (quiet || count.printed <= count.sent) return;
    count.sent = count.printed;
    this.send({ level, text, ...(place && { place }) });
  }
}

function noCounts(): Record<PrintedBy, Count> {
  const none = () => ({ printed: 0, sent: 0 });
  return { console: none(), "descriptor 1": none(), "descriptor 2": none() };
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
export function captureOutput(write: WriteOutput): void {
  for (const [name, level] of Object.entries(consoleLevels)) {
    (console as unknown as Record<string, unknown>)[name] = (...values: unknown[]) => {
      write(level, values);
    };
  }
  for (const [stream, level] of [
    [process.stdout, "info"],
    [process.stderr, "error"],
  ] as const) {
    stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
      write(level, [textOf(chunk).replace(/\n$/, "")]);
      const done = rest.at(-1);
      // At once: what comes later would come at another moment in each run.
      if (typeof done === "function") Reflect.apply(done, stream, []);
      return true;
    };
  }
}

function textOf(chunk: string | Uint8Array): string {
  return typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
}

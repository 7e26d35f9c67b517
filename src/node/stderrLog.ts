import type { Log } from "../base/ports";

const levels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof levels)[number];

/** Writes lines of at least `level` to stderr, so that stdout stays free for results and protocols. */
export function stderrLog(
  level: LogLevel,
  write: (text: string) => unknown = (text) => process.stderr.write(text),
): Log {
  const from = levels.indexOf(level);
  const at = (own: LogLevel) => (message: string) => {
    if (levels.indexOf(own) >= from) write(`${own === "info" ? "" : `${own}: `}${message}\n`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

import type { GuardPhase, Refusal } from "../replay/debugMessages";
import type { UserStack } from "./userStack";

/**
 * Keeps a replay from reaching outside: files cannot be written, processes not started, connections not opened. It stops
 * accidents; workspace trust stops attackers. Installed after the host's own modules are loaded and never lifted.
 */
export class Guard {
  phase: GuardPhase = "idle";
  /** Setting `durableToolkit.replay.allowNativeModules`; to be set before the guard is installed. */
  allowNativeModules = false;
  readonly refusals: Refusal[] = [];
  readonly stack: UserStack;

  constructor(stack: UserStack) {
    this.stack = stack;
  }

  /**
   * Notes the attempt and gives the error to throw: the code of a denied access, and in words what happened. `library`:
   * the native one that was to be loaded.
   */
  refuse(
    api: string,
    code: "EROFS" | "EACCES" | "ECONNREFUSED",
    below: (...args: never[]) => unknown,
    library?: string,
  ): Error {
    const place = this.stack.caller(below);
    if (this.refusals.length < 1000)
      this.refusals.push({ api, phase: this.phase, ...place, ...(library !== undefined && { library }) });
    return Object.assign(new Error(`${code}: ${api} refused: ${reasonFor(api, code)}`), { code, syscall: api });
  }
}

function reasonFor(api: string, code: string): string {
  if (api === "process.dlopen")
    return "a replay loads no native modules, unless durableToolkit.replay.allowNativeModules is set";
  const what =
    code === "ECONNREFUSED" ? "opens no connections" : code === "EROFS" ? "writes no files" : "does not do this";
  return `a replay ${what}`;
}

/** Own properties must survive wrapping: `process.hrtime.bigint`, `util.promisify.custom`. */
export function wrapFunction<T extends object>(
  owner: T,
  name: keyof T & string,
  wrap: (real: (...args: unknown[]) => unknown) => (...args: never[]) => unknown,
): void {
  const real = owner[name] as unknown;
  if (typeof real !== "function") return;
  const wrapped = wrap(real as (...args: unknown[]) => unknown);
  for (const key of Reflect.ownKeys(real)) {
    if (key === "prototype" || key === "arguments" || key === "caller") continue;
    const descriptor = Object.getOwnPropertyDescriptor(real, key);
    if (descriptor?.configurable) Object.defineProperty(wrapped, key, descriptor);
  }
  Object.defineProperty(owner, name, { value: wrapped, configurable: true, writable: true, enumerable: true });
}

import type { LoadResult } from "../replay/messages";
import type { UserStack } from "./userStack";

type UnsetNames = Extract<LoadResult, { loaded: false }>["unset"];

/** Node itself looks for it with each module, and looking at the stack takes longer than that. */
const askedByNode = "NODE_V8_COVERAGE";

/**
 * Notes which environment variables are read, and not set, while the app loads: the Functions host hands an app its
 * settings there.
 */
export class UnsetSettings {
  private readonly stack: UserStack;
  /** By name, whether the user's own code read it. */
  private readonly names = new Map<string, boolean>();
  /** Somebody took all variables at once. */
  private copied = false;
  private watched: { readonly real: NodeJS.ProcessEnv; readonly proxy: NodeJS.ProcessEnv } | undefined;

  constructor(stack: UserStack) {
    this.stack = stack;
  }

  watch(): void {
    this.names.clear();
    this.copied = false;
    const real = process.env;
    const read = (name: string | symbol): void => {
      if (typeof name !== "string" || name === askedByNode || this.names.get(name) || name in real) return;
      this.names.set(name, this.stack.isCaller(read));
    };
    const proxy = new Proxy(real, {
      get: (_, name) => {
        read(name);
        return real[name as string];
      },
      has: (_, name) => {
        read(name);
        return name in real;
      },
      ownKeys: () => {
        this.copied = true;
        return Reflect.ownKeys(real);
      },
      // Without this, Node gets an incomplete descriptor and refuses it.
      set: (_, name, value) => Reflect.set(real, name, value),
    });
    process.env = proxy;
    this.watched = { real, proxy };
  }

  /** What was read until now stays known. */
  leave(): void {
    // The app may have put an object of its own there.
    if (process.env === this.watched?.proxy) process.env = this.watched.real;
    this.watched = undefined;
  }

  /** Those that may be why loading failed with this message. */
  behind(message: string): UnsetNames {
    const candidates = new Set([...this.names.keys(), ...(this.copied ? constantsIn(message) : [])]);
    const named = [...candidates].filter((name) => isUnset(name) && names(message, name));
    const read = [...this.names].filter(([name, byUser]) => byUser && isUnset(name)).map(([name]) => name);
    return { named, read };
  }
}

/** `COSMOSDB_KEY` and the like, without the codes of errors. */
function constantsIn(message: string): readonly string[] {
  const words = message.match(/\b[A-Za-z]\w*_\w+\b/g) ?? [];
  return words.filter((word) => !/^(ERR_|MODULE_)/.test(word));
}

function names(message: string, name: string): boolean {
  const at = message.indexOf(name);
  return at >= 0 && !/\w/.test(message[at - 1] ?? "") && !/\w/.test(message[at + name.length] ?? "");
}

function isUnset(name: string): boolean {
  return process.env[name] === undefined;
}

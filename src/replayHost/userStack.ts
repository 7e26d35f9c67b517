import type { RuntimePlace } from "../replay/debugMessages";

/** Looks at the call stack from inside: which frames are the user's, and how deep the user's code is. */

/** Deep enough for any orchestrator that does not recurse without end. */
const maxFrames = 1000;

type CallSites = readonly NodeJS.CallSite[];

// Taken before the user's code can have changed them.
const RealError = Error;
const captureStackTrace = Error.captureStackTrace.bind(Error);
const { defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

/** Call sites above `below` (the innermost function to leave out), without disturbing the user's own stack settings. */
function callSites(below: (...args: never[]) => unknown, limit: number): CallSites {
  const own = getOwnPropertyDescriptor(RealError, "prepareStackTrace");
  const { stackTraceLimit } = RealError;
  RealError.stackTraceLimit = limit;
  RealError.prepareStackTrace = (_, sites) => sites;
  const holder: { stack?: unknown } = {};
  captureStackTrace(holder, below);
  const sites = holder.stack as CallSites;
  if (own) defineProperty(RealError, "prepareStackTrace", own);
  else deleteProperty(RealError, "prepareStackTrace");
  RealError.stackTraceLimit = stackTraceLimit;
  return sites;
}

export class UserStack {
  private readonly isUserFile: (file: string) => boolean;
  private readonly hostFile: string;

  /** `hostFile`: the bundle of the replay host; its first frame is where the user's generator was resumed. */
  constructor(isUserFile: (file: string) => boolean, hostFile: string) {
    this.isUserFile = isUserFile;
    this.hostFile = hostFile;
  }

  /** Number of user frames between `below` and the host's call of the generator. */
  readonly depth = (below: (...args: never[]) => unknown): number => {
    let depth = 0;
    for (const site of callSites(below, maxFrames)) {
      const file = site.getFileName();
      if (file === this.hostFile) break;
      if (file && this.isUserFile(file)) depth++;
    }
    return depth;
  };

  /** The innermost line of the user's code that is running. */
  readonly place = (): RuntimePlace | undefined => {
    for (const site of callSites(this.place, 50)) {
      const file = fileOf(site);
      if (this.isUserFile(file)) return placeOf(site, file);
    }
    return undefined;
  };

  /** The user's line that called `below`, unless the SDK called it for its own use. */
  caller(below: (...args: never[]) => unknown): RuntimePlace | undefined {
    for (const site of callSites(below, 50)) {
      const file = fileOf(site);
      if (file === "" || file.startsWith("node:") || file === this.hostFile) continue;
      if (/[\\/]node_modules[\\/](durable-functions|@azure[\\/]functions)[\\/]/.test(file)) return undefined;
      if (this.isUserFile(file)) return placeOf(site, file);
    }
    return undefined;
  }

  /** Whether the user's own code called `below`, and no library. */
  isCaller(below: (...args: never[]) => unknown): boolean {
    const files = callSites(below, 10).map(fileOf);
    const file = files.find((name) => name !== "" && !name.startsWith("node:") && name !== this.hostFile);
    return file !== undefined && this.isUserFile(file);
  }
}

/** Empty for code without a file. */
function fileOf(site: NodeJS.CallSite): string {
  return site.getFileName()?.replace(/^file:\/\//, "") ?? "";
}

/** Only of the frame that counts: V8 finds a line by reading the file from its beginning. */
function placeOf(site: NodeJS.CallSite, file: string): RuntimePlace {
  return { file, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
}

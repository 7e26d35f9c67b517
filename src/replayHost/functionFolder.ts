import type { LoadRequest } from "../replay/messages";
import type { OutputMessage } from "../replay/debugMessages";
import { errorText } from "./recorder";

type FolderOfFunction = NonNullable<LoadRequest["functionJson"]>;
type Write = (level: OutputMessage["level"], values: readonly unknown[]) => void;

/** A function of the function.json model: it answers through `context.done`, a promise or its return value. */
export type FolderHandler = (context: object, input: unknown) => unknown;

/**
 * The function that a script exports, found as the worker does (azure-functions-nodejs-worker
 * src/LegacyFunctionLoader.ts getEntryPoint): the export itself, or the one that `entryPoint` names, or the only one, or
 * the one called `run` or `index`. Throws what the user has to do when there is none.
 */
export function handlerOf(script: unknown, entryPoint: string | undefined): FolderHandler {
  if (typeof script === "function") return script as FolderHandler;
  const members = (script ?? {}) as Readonly<Record<string, unknown>>;
  const [only, ...others] = Object.keys(members);
  const single = others.length === 0 && only !== undefined ? members[only] : undefined;
  const found = entryPoint === undefined ? (single ?? members["run"] ?? members["index"]) : members[entryPoint];
  if (typeof found === "function") return (found as FolderHandler).bind(script);
  throw new Error(
    entryPoint === undefined
      ? "The script exports no function, or several of which none is called run or index. Export one, or name it in entryPoint of function.json."
      : `The script exports no function "${entryPoint}", which entryPoint of function.json names.`,
  );
}

/** The context of one call, with the members that library 3.x of @azure/functions gives it (src/Context.ts). */
export function folderContext(functionName: string, folder: FolderOfFunction, write: Write): object {
  const invocationId = "00000000-0000-0000-0000-000000000000";
  const { bindingName, directory } = folder;
  const log = (level: OutputMessage["level"]) => (...values: unknown[]) => write(level, values); // prettier-ignore
  return {
    invocationId,
    executionContext: { invocationId, functionName, functionDirectory: directory, retryContext: null },
    bindings: {},
    bindingData: { invocationId },
    bindingDefinitions: [{ name: bindingName, type: "orchestrationTrigger", direction: "in" }],
    traceContext: {},
    log: Object.assign(log("info"), {
      error: log("error"),
      warn: log("warn"),
      info: log("info"),
      verbose: log("debug"),
    }),
  };
}

/**
 * Calls an orchestrator of that model. The SDK answers through `context.done`, before it returns; when it refuses the
 * payload it drops its promise, and nothing but an unhandled rejection tells.
 */
export function callHandler(
  handler: FolderHandler,
  context: object,
  { bindingName }: FolderOfFunction,
  payload: unknown,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    process.once("unhandledRejection", reject);
    const done = (error: unknown, result: unknown): void => {
      isDone = true;
      process.removeListener("unhandledRejection", reject);
      if (error === undefined || error === null) resolve(result);
      else reject(error instanceof Error ? error : new Error(errorText(error).message));
    };
    Object.assign(context, { done, bindings: { [bindingName]: payload } });
    Promise.resolve(handler(context, payload)).then(
      (value) => {
        if (value !== undefined) done(undefined, value);
        else if (!isDone) giveUpLater(done);
      },
      (error: unknown) => done(error, undefined),
    );
  });
}

/** Rejections are reported once the stack is empty: not before the first turn of the event loop, and before the second. */
function giveUpLater(done: (error: unknown, result: unknown) => void): void {
  const error = "The orchestrator ended without an answer: it called no context.done.";
  setImmediate(() => setImmediate(() => done(new Error(error), undefined)));
}

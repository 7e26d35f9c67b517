import type { OutputMessage } from "../replay/debugMessages";

type Write = (level: OutputMessage["level"], values: readonly unknown[]) => void;
type InvocationContextClass = new (init: object) => object;

const levels: Readonly<Record<string, OutputMessage["level"]>> = {
  trace: "debug",
  debug: "debug",
  information: "info",
  warning: "warn",
  error: "error",
  critical: "error",
};

/**
 * The invocation context of one run: the app's own `InvocationContext` of @azure/functions 4.x, or where that cannot be
 * found (bundled apps) a plain object with the same members. `df` stays undefined: the SDK sets it.
 */
export function invocationContext(
  functionName: string,
  requirePackage: (name: string) => unknown,
  write: Write,
): object {
  const logHandler = (level: string, ...values: unknown[]): void => {
    write(levels[level] ?? "info", values);
  };
  const init = { functionName, invocationId: "00000000-0000-0000-0000-000000000000", logHandler };
  const InvocationContext = findClass(requirePackage);
  if (InvocationContext) return new InvocationContext(init);
  const log = (level: string) => (...values: unknown[]) => logHandler(level, ...values); // prettier-ignore
  return {
    ...init,
    extraInputs: new Map(),
    extraOutputs: new Map(),
    options: { extraInputs: [], extraOutputs: [] },
    triggerMetadata: {},
    log: log("information"),
    info: log("information"),
    trace: log("trace"),
    debug: log("debug"),
    warn: log("warning"),
    error: log("error"),
  };
}

function findClass(requirePackage: (name: string) => unknown): InvocationContextClass | undefined {
  const found = requirePackage("@azure/functions") as { InvocationContext?: InvocationContextClass } | undefined;
  return found?.InvocationContext;
}

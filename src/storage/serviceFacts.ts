/** What an error of the Azure clients says, without its texts: those may quote requests. */
export interface ServiceFacts {
  readonly status?: number;
  /** The service's code (`TableNotFound`) or the system's (`ECONNREFUSED`). */
  readonly code?: string;
  /** Trying again may help. */
  readonly isTransient: boolean;
  readonly retryAfterMs?: number;
  /** How far this machine's clock is ahead of the service's (ms), by the times of request and answer. */
  readonly clockAheadMs?: number;
}

interface Headers {
  get(name: string): string | undefined;
}

interface ErrorShape {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly details?: { readonly odataError?: { readonly code?: unknown }; readonly errorCode?: unknown };
  readonly request?: { readonly headers?: Headers };
  readonly response?: { readonly headers?: Headers };
  readonly cause?: unknown;
}

const transientStatus = new Set([408, 429, 500, 502, 503, 504]);
const transientCodes = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ERR_STREAM_PREMATURE_CLOSE",
]);

/** Reads what matters from anything that a call of @azure/data-tables or @azure/storage-blob threw. */
export function facts(error: unknown): ServiceFacts {
  if (typeof error !== "object" || error === null) return { isTransient: false };
  const shape = error as ErrorShape;
  const status = typeof shape.statusCode === "number" ? shape.statusCode : undefined;
  const code = codeOf(shape);
  const isTransient = status === undefined ? isBrokenConnection(code) : transientStatus.has(status);
  const seconds = Number(shape.response?.headers?.get("retry-after"));
  return {
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    isTransient,
    ...(seconds > 0 && { retryAfterMs: seconds * 1000 }),
    ...clockOf(shape),
  };
}

function clockOf({ request, response }: ErrorShape): Pick<ServiceFacts, "clockAheadMs"> {
  const clockAheadMs =
    Date.parse(request?.headers?.get("x-ms-date") ?? "") - Date.parse(response?.headers?.get("date") ?? "");
  return Number.isNaN(clockAheadMs) ? {} : { clockAheadMs };
}

function codeOf(shape: ErrorShape): string | undefined {
  const candidates = [
    shape.details?.odataError?.code,
    shape.details?.errorCode,
    shape.response?.headers?.get("x-ms-error-code"),
    systemCode(shape.cause),
    shape.code,
  ];
  return candidates.find((candidate): candidate is string => typeof candidate === "string" && candidate !== "");
}

function systemCode(cause: unknown): unknown {
  return typeof cause === "object" && cause !== null ? (cause as ErrorShape).code : undefined;
}

/** `PARSE_ERROR`: an answer that broke off; `REQUEST_SEND_ERROR` without a system code: the connection did. */
function isBrokenConnection(code: string | undefined): boolean {
  return code !== undefined && (transientCodes.has(code) || code === "REQUEST_SEND_ERROR" || code === "PARSE_ERROR");
}

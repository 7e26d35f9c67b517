import { facts } from "./serviceFacts";

export interface RetryOptions {
  /** Tries in all. */
  readonly attempts: number;
  /** Wait before the second try in ms; doubles with each further one. */
  readonly delayMs: number;
  /** The longest a single request may take, in ms. */
  readonly timeoutMs: number;
}

export const defaultRetries: RetryOptions = { attempts: 4, delayMs: 400, timeoutMs: 30_000 };

/** Longest time in ms that we follow a service's own Retry-After. */
const longestWait = 10_000;

/** What a request that took too long is thrown as. */
export class RequestTimeout extends Error {
  override readonly name = "RequestTimeout";
}

/**
 * Runs one request, again when the service was busy or the connection broke. An aborted `signal` throws its reason;
 * otherwise the last error of the service comes through.
 */
export async function withRetries<T>(
  request: (signal: AbortSignal) => Promise<T>,
  options: RetryOptions,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withTimeout(request, options.timeoutMs, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const { isTransient, retryAfterMs } = facts(error);
      if (attempt >= options.attempts || !(isTransient || error instanceof RequestTimeout)) throw error;
      const backOff = options.delayMs * 2 ** (attempt - 1);
      await pause(Math.min(Math.max(backOff, retryAfterMs ?? 0), longestWait), signal);
    }
  }
}

async function withTimeout<T>(
  request: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await request(signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (error) {
    if (timeout.aborted && !signal?.aborted) throw new RequestTimeout(`no answer within ${timeoutMs} ms`);
    throw error;
  }
}

function pause(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(finish, delayMs);
    function finish() {
      signal?.removeEventListener("abort", cancel);
      resolve();
    }
    function cancel() {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener("abort", cancel, { once: true });
  });
}

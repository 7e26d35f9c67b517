/** Below the least limit of a test, in ms: one that asked on would take the time of those after it. */
const patience = 20_000;

/** Milliseconds between two questions; what is waited for needs the processor, too. */
const pause = 5;

/** Asks again until the answer fits, and fails with the last one when it does not. */
export async function eventually<T>(ask: () => T | PromiseLike<T>, fits: (answer: T) => boolean): Promise<T> {
  const limit = AbortSignal.timeout(patience);
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (limit.aborted) throw new Error(`This did not come to what was waited for: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Milliseconds. What was heard shows its effect by then, also on a busy machine. */
const TRY_LIMIT_MS = 6_000;
const LAST_LIMIT_MS = 30_000;
const TRIES = 4;

/** Does it again, as a user would, when something that was still opening took the focus away. The last try has time. */
export async function onceMore<Result>(attempt: (limit: { timeout: number }) => Promise<Result>): Promise<Result> {
  for (let tries = TRIES; tries > 1; tries--) {
    try {
      return await attempt({ timeout: TRY_LIMIT_MS });
    } catch {
      // Said by the last try, if that fails as well.
    }
  }
  return attempt({ timeout: LAST_LIMIT_MS });
}

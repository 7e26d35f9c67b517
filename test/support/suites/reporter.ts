import Mocha from "mocha";
import type { Hook, Test } from "mocha";
import type { ResultLine, TestResult } from "./results";
import type { FileTracker } from "./testFiles";

const { EVENT_HOOK_BEGIN, EVENT_TEST_BEGIN, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } =
  Mocha.Runner.constants;

/**
 * Runs the loaded tests, each told as it begins and ends; failed hooks count as failed tests, since what they prepare was
 * not tested. Gives the number of those that failed.
 */
export async function recordResults(
  mocha: Mocha,
  files: FileTracker,
  write: (line: ResultLine) => void,
): Promise<number> {
  let failures = 0;
  const named = (test: Test | Hook) => ({ file: files.fileOf(test as Test), title: test.fullTitle() });
  const record = (test: Test | Hook, state: TestResult["state"], error?: unknown) => {
    if (state === "failed") failures++;
    const told = error === undefined ? {} : { error: describeError(error) };
    write({ ended: { ...named(test), state, duration: test.duration ?? 0, ...told } });
  };
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on(EVENT_TEST_BEGIN, (test) => write({ begun: named(test) }));
    runner.on(EVENT_HOOK_BEGIN, (hook) => write({ begun: named(hook) }));
    runner.on(EVENT_TEST_PASS, (test) => record(test, "passed"));
    runner.on(EVENT_TEST_PENDING, (test) => record(test, "skipped"));
    runner.on(EVENT_TEST_FAIL, (test, error) => record(test, "failed", error));
  });
  write({ done: true });
  return failures;
}

/** Message, difference (when it is a failed comparison) and stack. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return stack.includes(error.message) ? stack : `${error.message}\n${stack}`;
}

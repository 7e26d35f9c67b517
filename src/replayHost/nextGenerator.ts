/** A generator of user code that its driver resumes. */
export interface ResumableGenerator {
  next(value?: unknown): IteratorResult<unknown>;
  throw(error: unknown): IteratorResult<unknown>;
}

/** `%GeneratorPrototype%`, from which every generator inherits, and its own `next`. */
const prototype = Object.getPrototypeOf(
  Object.getPrototypeOf(
    (function* () {
      yield;
    })(),
  ),
) as ResumableGenerator;
const realNext = Object.getOwnPropertyDescriptor(prototype, "next") ?? {};

/**
 * Calls `use` with the next generator that anybody resumes, right before it starts. For a driver that makes the user's
 * generator out of our sight and resumes it at once: nothing else runs in between. Gives what ends the wait for it.
 */
export function onNextGenerator(use: (generator: ResumableGenerator) => void): () => void {
  const restore = (): void => {
    Object.defineProperty(prototype, "next", realNext);
  };
  const next = function (this: ResumableGenerator, value: unknown): IteratorResult<unknown> {
    restore();
    use(this);
    return this.next(value);
  };
  Object.defineProperty(prototype, "next", { ...realNext, value: next });
  return restore;
}

/** Seed of this run's random tests: from the environment to repeat a failure, else new each time. */
export const seed = Number(process.env["TEST_SEED"] ?? Date.now() % 1_000_000);

/** A reproducible sequence (mulberry32): whole numbers from 0 up to, not including, `below`. */
export function randomNumbers(start = seed): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) % 4_294_967_296) % below;
  };
}

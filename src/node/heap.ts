import { setFlagsFromString } from "node:v8";

/** Percent of what is in use, after which V8 collects again; by itself it waits for up to four times as much. */
const growth = 60;

/**
 * For a process that does one thing: takes a third less memory for a twentieth more of a processor's time. V8 also learns
 * from trees that are kept for a while that trees live long, and makes all that follow where only a full collection finds
 * them; it is told not to.
 */
export function growHeapSparingly(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString("--no-allocation-site-pretenuring");
}

import type { Clock } from "../base/ports";

export const systemClock: Clock = { now: () => Date.now() };

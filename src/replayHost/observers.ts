import { observeFirstSdk } from "./firstSdkObserver";
import type { Observe } from "./sdkListener";
import { observe } from "./sdkObserver";

/** How runs are watched, by major of `durable-functions`. */
export const observers: Readonly<Record<1 | 2 | 3, Observe>> = { 1: observeFirstSdk, 2: observe, 3: observe };

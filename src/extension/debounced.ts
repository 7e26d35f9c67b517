import type { Disposable } from "../base/disposable";

export interface Debounced extends Disposable {
  call(): void;
}

/** Runs `action` once a burst of calls has been quiet for `quietMs`. */
export function debounced(action: () => void, quietMs: number): Debounced {
  let timer: NodeJS.Timeout | undefined;
  return {
    call: () => {
      clearTimeout(timer);
      timer = setTimeout(action, quietMs);
    },
    dispose: () => clearTimeout(timer),
  };
}

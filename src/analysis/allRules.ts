import type { Rule } from "./rule";
import { noDelay } from "./rules/noDelay";
import { noEnvironment } from "./rules/noEnvironment";
import { noHighResolutionClock } from "./rules/noHighResolutionClock";
import { noNetwork } from "./rules/noNetwork";
import { noRandom } from "./rules/noRandom";
import { noRandomId } from "./rules/noRandomId";
import { noStorage } from "./rules/noStorage";
import { noThreads } from "./rules/noThreads";
import { noWallClock } from "./rules/noWallClock";

export const allRules: readonly Rule[] = [
  ...[noWallClock, noHighResolutionClock, noRandom, noRandomId, noDelay],
  ...[noThreads, noNetwork, noStorage, noEnvironment],
];

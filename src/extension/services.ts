import type { Clock, Log } from "../base/ports";
import type { Apps } from "./apps/apps";
import type { Connections } from "./apps/connections";
import type { RecentInstances } from "./instances/recentInstances";

/** What the commands and providers of the extension share; made once, in compose.ts. */
export interface Services {
  readonly log: Log & { show(): void };
  readonly clock: Clock;
  readonly apps: Apps;
  readonly connections: Connections;
  readonly recent: RecentInstances;
}

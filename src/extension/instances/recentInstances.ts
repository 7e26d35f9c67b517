import type { Clock } from "../../base/ports";
import { Emitter } from "../../base/emitter";
import type { OrchestrationInstance } from "../../history/history";
import type { HistoryStore } from "../../history/store";

/** Enough for a list that a person reads. */
const limit = 200;

/** Instances of an app's hub as they were at one moment. */
export interface Listing {
  /** Ms since 1970. */
  readonly at: number;
  /** The store's own words. */
  readonly description: string;
  /** Newest first. */
  readonly instances: readonly OrchestrationInstance[];
}

/** Where to look beside the app's own hub and connection. */
export interface Source {
  readonly hub?: string | undefined;
  readonly connection?: string | undefined;
}

export type OpenStore = (root: string, source: Source) => Promise<HistoryStore>;

/** Lists instances on demand and remembers the last list of each app, for whoever must not ask storage itself. */
export class RecentInstances {
  private readonly openStore: OpenStore;
  private readonly clock: Clock;
  private readonly last = new Map<string, Listing>();
  private readonly changes = new Emitter<undefined>();
  readonly onDidChange = this.changes.event;

  constructor(openStore: OpenStore, clock: Clock) {
    this.openStore = openStore;
    this.clock = clock;
  }

  /** The list of the last refresh of the app's own hub. */
  known(root: string): Listing | undefined {
    return this.last.get(root);
  }

  /** Asks storage. Of one orchestrator only when `name` is given: then older instances of it are found, too. */
  async refresh(root: string, source: Source, name: string | undefined, signal?: AbortSignal): Promise<Listing> {
    const store = await this.openStore(root, source);
    const query = name === undefined ? { limit } : { limit, names: [name] };
    const instances = await store.listInstances(query, signal);
    const listing = { at: this.clock.now(), description: store.description, instances };
    if (source.hub === undefined && source.connection === undefined) this.remember(root, listing, name);
    return listing;
  }

  /** What someone else listed of the app's own hub; newest first. */
  learn(root: string, instances: readonly OrchestrationInstance[]): void {
    const description = this.last.get(root)?.description ?? "";
    this.remember(
      root,
      { at: this.clock.now(), description, instances: [...instances].sort(newestFirst).slice(0, limit) },
      undefined,
    );
  }

  private remember(root: string, listing: Listing, name: string | undefined): void {
    const others =
      name === undefined ? [] : (this.last.get(root)?.instances ?? []).filter((known) => known.name !== name);
    const instances = [...listing.instances, ...others].sort(newestFirst);
    const known = this.last.get(root)?.instances;
    this.last.set(root, { ...listing, instances });
    // Lenses that are drawn anew for nothing lose a click that is under way.
    if (JSON.stringify(known) !== JSON.stringify(instances)) this.changes.fire(undefined);
  }
}

function newestFirst(one: OrchestrationInstance, other: OrchestrationInstance): number {
  return (other.createdAt ?? "").localeCompare(one.createdAt ?? "");
}

import { Emitter } from "../../base/emitter";
import { messageOf } from "../../base/errors";
import type { Clock, Log } from "../../base/ports";
import type { ConnectionHubs } from "./connectionHubs";
import { LoadedSource } from "./loadedSource";
import { rowsOfGroup, rowsOfInstance, rowsOfSource, shownAtOnce } from "./nodes";
import type { InstanceNode, SourceRow } from "./nodes";
import type { InstanceSource } from "./source";

/** Between two looks at a hub on this machine, in ms. */
const localInterval = 5_000;
/** A hub that takes long to list rests for so many times what it took. */
const restFactor = 10;
/** Ages are shown in minutes. */
const minute = 60_000;

export interface FoundSources {
  readonly sources: readonly InstanceSource[];
  readonly connections: readonly ConnectionHubs[];
}

export interface TreePorts {
  readonly clock: Clock;
  readonly log: Log;
  /** What there is to show; asks no storage. */
  find(): Promise<FoundSources>;
  /** Hubs beside a project's own on the same connection; asked once that one has answered. */
  otherHubs(root: string, signal: AbortSignal): Promise<readonly InstanceSource[]>;
}

/** The rows of the Instances view and what is known of each source. Reads local sources when they are first shown. */
export class InstancesTree {
  private readonly ports: TreePorts;
  /** By the source's id; the same objects after each refresh, as the editor knows rows by them. */
  private readonly rows = new Map<string, SourceRow>();
  private readonly others = new Map<string, readonly InstanceSource[]>();
  private readonly shown = new Map<string, number>();
  private readonly drawn = new Map<string, string>();
  private readonly running = new Set<AbortController>();
  private readonly changes = new Emitter<InstanceNode | undefined>();
  private readonly loads = new Emitter<Promise<unknown>>();
  private readonly lists = new Emitter<LoadedSource>();
  /** Rows to draw anew: below this one, or all. */
  readonly onDidChange = this.changes.event;
  /** Fires when the user waits for storage. */
  readonly onWillLoad = this.loads.event;
  /** Fires when a source has a new list. */
  readonly onDidList = this.lists.event;

  constructor(ports: TreePorts) {
    this.ports = ports;
  }

  /** The rows below a row, or the topmost ones. */
  async children(node: InstanceNode | undefined): Promise<readonly InstanceNode[]> {
    if (!node) return this.roots();
    switch (node.kind) {
      case "connection":
        return this.hubsOf(node.connection);
      case "source":
        if (node.loaded.state.kind === "idle") void this.load(node);
        return rowsOfSource(node.loaded);
      case "group":
        return rowsOfGroup(node.loaded, node.group, this.shownOf(node.loaded, node.group.status));
      case "instance":
        return rowsOfInstance(node);
      default:
        return [];
    }
  }

  /** Draws everything anew, and asks again what was asked before. Resolves when all have answered. */
  async refresh(): Promise<void> {
    this.changes.fire(undefined);
    const asked = [...this.rows.values()].filter(({ loaded }) => loaded.state.kind !== "idle");
    await Promise.all(asked.map((row) => this.load(row)));
  }

  /** Draws the topmost rows anew: there may be others now. */
  look(): void {
    this.changes.fire(undefined);
  }

  /** Reads history files again: there are others, or others of them. */
  async refreshFiles(): Promise<void> {
    this.changes.fire(undefined);
    const files = [...this.rows.values()].filter(({ loaded }) => loaded.source.kind === "files");
    await Promise.all(files.map((row) => this.load(row, { isQuiet: true })));
  }

  /**
   * Asks hubs again when that is due, quietly: those on this machine every few seconds, others as often as the user
   * wants it (in seconds; 0: never).
   */
  async lookAgain(seconds = 0): Promise<void> {
    const now = this.ports.clock.now();
    const due = [...this.rows.values()].filter(({ loaded }) => isDue(loaded, now, seconds * 1_000));
    await Promise.all(due.map((row) => this.load(row, { isQuiet: true })));
  }

  /** What has come so far stays. */
  stop(): void {
    for (const controller of this.running) controller.abort();
    for (const { loaded } of this.rows.values()) loaded.stop();
  }

  /** More of a group's instances, or more of the source's. */
  async loadMore({ loaded, status }: Extract<InstanceNode, { kind: "more" }>): Promise<void> {
    const row = this.rows.get(loaded.source.id);
    if (!row) return;
    if (status === undefined) return this.load(row, { isMore: true });
    this.shown.set(`${loaded.source.id}/${status}`, this.shownOf(loaded, status) + shownAtOnce);
    this.changes.fire(row);
  }

  private async roots(): Promise<readonly InstanceNode[]> {
    const { sources, connections } = await this.ports.find();
    const all = sources.flatMap((source) => [source, ...(isOwnHub(source) ? this.othersOf(source) : [])]);
    const rows = all.map((source) => this.rowOf(source));
    const hubs = rows.filter(({ loaded }) => loaded.source.kind === "hub");
    const files = rows.filter(({ loaded }) => loaded.source.kind === "files");
    for (const row of rows) if (row.loaded.source.isLocal && row.loaded.state.kind === "idle") void this.load(row);
    return [...hubs, ...connections.map((connection) => ({ kind: "connection", connection }) as const), ...files];
  }

  private async hubsOf(connection: ConnectionHubs): Promise<readonly InstanceNode[]> {
    const controller = new AbortController();
    this.running.add(controller);
    const hubs = connection.hubs(controller.signal);
    this.loads.fire(hubs);
    try {
      const rows = (await hubs).map((source) => this.rowOf(source));
      return rows.length
        ? rows
        : [{ kind: "note", of: connection.id, text: "No task hub: start an app with it once." }];
    } catch (error) {
      if (controller.signal.aborted) return [];
      return [{ kind: "error", of: connection.id, error, isLocal: connection.isLocal }];
    } finally {
      this.running.delete(controller);
    }
  }

  private async load(row: SourceRow, { isQuiet = false, isMore = false } = {}): Promise<void> {
    const now = () => this.ports.clock.now();
    const { loaded } = row;
    const done = isMore ? loaded.loadMore(now) : loaded.load(now);
    if (!isQuiet) this.loads.fire(done);
    await done;
    if (loaded.state.kind === "ready") this.lists.fire(loaded);
    if (isOwnHub(loaded.source) && loaded.state.kind === "ready") await this.findOthers(loaded.source);
    this.redraw(row);
  }

  private async findOthers(own: InstanceSource & { readonly root: string }): Promise<void> {
    try {
      const known = this.othersOf(own).map(({ id }) => id);
      const found = await this.ports.otherHubs(own.root, new AbortController().signal);
      this.others.set(own.root, found);
      if (found.map(({ id }) => id).join() !== known.join()) this.changes.fire(undefined);
    } catch (error) {
      this.ports.log.debug(`Other hubs beside ${own.label} are not known: ${messageOf(error)}`);
    }
  }

  /** Only when something changed that is seen: rows that are drawn for nothing lose a click that is under way. */
  private redraw(row: SourceRow): void {
    const { state, instances, source } = row.loaded;
    const age = Math.floor(this.ports.clock.now() / minute);
    const error = state.kind === "failed" ? messageOf(state.error) : "";
    const picture = JSON.stringify([state.kind, error, instances?.all, instances?.isComplete, age]);
    if (this.drawn.get(source.id) === picture) return;
    this.drawn.set(source.id, picture);
    this.changes.fire(row);
  }

  private rowOf(source: InstanceSource): SourceRow {
    const known = this.rows.get(source.id);
    if (known) {
      known.loaded.source = source;
      return known;
    }
    const row = { kind: "source", loaded: new LoadedSource(source) } as const;
    this.rows.set(source.id, row);
    return row;
  }

  private othersOf({ root = "" }: InstanceSource): readonly InstanceSource[] {
    return this.others.get(root) ?? [];
  }

  private shownOf({ source }: LoadedSource, status: string): number {
    return this.shown.get(`${source.id}/${status}`) ?? shownAtOnce;
  }
}

function isOwnHub(source: InstanceSource): source is InstanceSource & { readonly root: string } {
  const { kind, root, launch } = source;
  return kind === "hub" && root !== undefined && launch.hub === undefined && launch.connection === undefined;
}

function isDue({ source, state, isLoading, endedAt, took }: LoadedSource, now: number, wish: number): boolean {
  const interval = source.isLocal ? localInterval : wish;
  if (source.kind !== "hub" || interval === 0 || isLoading) return false;
  if (state.kind !== "ready" && state.kind !== "failed") return false;
  return now - endedAt >= Math.max(interval, took * restFactor);
}

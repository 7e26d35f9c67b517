import { ToolkitError } from "../base/errors";
import { parsed, type Parsed } from "../base/parsed";
import type { Inflate } from "./blobs";
import { decodeInstance } from "./decodeInstance";
import type { OrchestrationInstance } from "./history";
import type { StoredHistory } from "./rows";
import type { HistoryStore, InstanceQuery } from "./store";

/** A store over histories that are already in memory: the instances of a history file, fixtures of tests. */
export class InMemoryStore implements HistoryStore {
  readonly description: string;
  private readonly histories: readonly StoredHistory[];
  private readonly inflate: Inflate;

  constructor(description: string, histories: readonly StoredHistory[], inflate: Inflate) {
    this.description = description;
    this.histories = histories;
    this.inflate = inflate;
  }

  readHistory(instanceId: string): Promise<Parsed<StoredHistory>> {
    const found = this.histories.find((history) => history.instanceId === instanceId);
    if (found) return Promise.resolve(parsed(found));
    const held = this.histories.map((history) => history.instanceId).join(", ") || "none";
    const message = `There is no instance "${instanceId}" in ${this.description}. It holds: ${held}.`;
    return Promise.reject(new ToolkitError("instance-not-found", message));
  }

  listInstances(query: InstanceQuery): Promise<readonly OrchestrationInstance[]> {
    const instances = this.histories
      .flatMap((stored) => (stored.instance ? decodeInstance(stored.instance, stored, this.inflate).value : []))
      .filter((instance) => query.names?.includes(instance.name) ?? true)
      .sort((left, right) => compareText(right.createdAt ?? "", left.createdAt ?? ""));
    return Promise.resolve(instances.slice(0, query.limit));
  }
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

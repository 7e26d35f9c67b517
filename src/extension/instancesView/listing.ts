import type { OrchestrationInstance, RuntimeStatus } from "../../history/history";

/** An instance as the view lists it. */
export interface ListedInstance {
  readonly instance: OrchestrationInstance;
  /** The file that it was read from, when it is not one of a hub. */
  readonly history?: string;
}

/** Instances of one status, newest first. */
export interface StatusGroup {
  readonly status: RuntimeStatus;
  readonly instances: readonly ListedInstance[];
}

/** What needs a look comes first. */
const order: readonly RuntimeStatus[] = [
  ...(["Failed", "Running", "Suspended", "Pending", "ContinuedAsNew"] as const),
  ...(["Completed", "Terminated", "Canceled", "Unknown"] as const),
];

/** The instances by status, without empty groups. */
export function groupByStatus(instances: readonly ListedInstance[]): readonly StatusGroup[] {
  const newest = [...instances].sort(newestFirst);
  return order
    .map((status) => ({ status, instances: newest.filter(({ instance }) => instance.runtimeStatus === status) }))
    .filter((group) => group.instances.length > 0);
}

/** "2 failed, 1 running, 9 completed". */
export function countsOf(groups: readonly StatusGroup[]): string {
  return groups.map(({ status, instances }) => `${count(instances.length)} ${statusWord(status)}`).join(", ");
}

/** Instances that each instance started as sub-orchestrations, as far as storage says, newest first. */
export function childrenByParent(instances: readonly ListedInstance[]): ReadonlyMap<string, readonly ListedInstance[]> {
  const children = new Map<string, ListedInstance[]>();
  for (const listed of [...instances].sort(newestFirst)) {
    const parent = listed.instance.parentInstanceId;
    if (parent === undefined || parent === listed.instance.instanceId) continue;
    children.set(parent, [...(children.get(parent) ?? []), listed]);
  }
  return children;
}

/** Thousands apart, as in "12,500". */
export function count(number: number): string {
  return number.toLocaleString("en");
}

function statusWord(status: RuntimeStatus): string {
  return status === "ContinuedAsNew" ? "continued as new" : status.toLowerCase();
}

function newestFirst({ instance: one }: ListedInstance, { instance: other }: ListedInstance): number {
  return compare(other.createdAt ?? "", one.createdAt ?? "") || compare(one.instanceId, other.instanceId);
}

/** By code units, as ISO times of different precision sort. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

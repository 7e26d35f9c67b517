import type { HostTask } from "./hostTask";

/**
 * The host's registry of external events: names without regard to case, the newest wait is served first, events without
 * a wait are kept in order (DurableOrchestrationContext.cs:849-972). Answers of entities come the same way.
 */
export class HostEvents {
  private readonly waits = new Map<string, HostTask[]>();
  private readonly kept = new Map<string, (string | null)[]>();
  /** By name in lower case: the names as they were raised. */
  private readonly raised = new Map<string, Set<string>>();

  wait(name: string, task: HostTask): void {
    const key = name.toLowerCase();
    const waits = this.waits.get(key);
    if (waits) waits.push(task);
    else this.waits.set(key, [task]);
    const kept = this.kept.get(key);
    if (!kept) return;
    const input = kept.shift() ?? null;
    if (kept.length === 0) this.kept.delete(key);
    this.settle(key, input);
  }

  raise(name: string, input: string | null): void {
    const key = name.toLowerCase();
    const names = this.raised.get(key);
    if (names) names.add(name);
    else this.raised.set(key, new Set([name]));
    this.settle(key, input);
  }

  /** The name of a raised event that only the host takes for one named `name`: the SDK tells upper from lower case. */
  misnamed(name: string): string | undefined {
    return [...(this.raised.get(name.toLowerCase()) ?? [])].find((raised) => raised !== name);
  }

  /** An event of that name has come for which there is no wait. */
  isKept(name: string): boolean {
    return this.kept.has(name.toLowerCase());
  }

  private settle(key: string, input: string | null): void {
    const waits = this.waits.get(key);
    const task = waits?.pop();
    if (waits?.length === 0) this.waits.delete(key);
    if (task) task.settle(false, input);
    else if (this.kept.has(key)) this.kept.get(key)?.push(input);
    else this.kept.set(key, [input]);
  }
}

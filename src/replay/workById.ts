import type { Work } from "./hostTask";

/**
 * Work by its sequence id, in the order of ids. A list and no `Map`: ids come one after another, and each piece of work is
 * added, found and removed once.
 */
export class WorkById {
  private readonly items: (Work | undefined)[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Ids must not be given twice. */
  add(work: Work): void {
    this.items[work.id] = work;
    this.count++;
  }

  /** `id` comes from a history, and may be any number. */
  find(id: number): Work | undefined {
    return this.items[id];
  }

  remove(id: number): void {
    if (!this.items[id]) return;
    this.items[id] = undefined;
    this.count--;
  }

  all(): readonly Work[] {
    return this.count === 0 ? [] : this.items.filter((work) => work !== undefined);
  }
}

import type { Disposable } from "./disposable";

export type Event<T> = (listener: (value: T) => void) => Disposable;

export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}

/** Keeps what is said before anybody listens: the first listener hears it. */
export class PatientEmitter<T> {
  private readonly emitter = new Emitter<T>();
  private unheard: T[] | undefined = [];

  readonly event: Event<T> = (listener) => {
    const subscription = this.emitter.event(listener);
    const earlier = this.unheard ?? [];
    this.unheard = undefined;
    for (const value of earlier) listener(value);
    return subscription;
  };

  fire(value: T): void {
    if (this.unheard) this.unheard.push(value);
    else this.emitter.fire(value);
  }
}

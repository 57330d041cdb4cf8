/**
 * Listeners by type of event. A listener that was added twice is called once; one that throws stops neither the others
 * nor the client: its error surfaces as any uncaught error does.
 */
export class Emitter {
  #listeners = new Map();

  /** Adds a listener; the returned function removes it. */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => this.off(type, listener);
  }

  off(type, listener) {
    this.#listeners.get(type)?.delete(listener);
  }

  emit(type, ...details) {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) {
      try {
        listener(...details);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

import { parsed } from './json.js';

/**
 * Keeps records in a store with the methods of the Web Storage API (`localStorage`, or one of this package), one key
 * each, so that two tabs never overwrite each other's.
 */
export class Table {
  #store;
  #prefix;

  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = `${prefix}.`;
  }

  /** Every record; what is no JSON object was not written here and is left alone. */
  all() {
    return Object.keys(this.#store)
      .filter((key) => key.startsWith(this.#prefix))
      .flatMap((key) => parsed(this.#store.getItem(key)) ?? []);
  }

  put(key, record) {
    this.#store.setItem(this.#prefix + key, JSON.stringify(record));
  }

  drop(key) {
    this.#store.removeItem(this.#prefix + key);
  }
}

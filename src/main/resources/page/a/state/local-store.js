/** Keeps small records in localStorage, one key each, so that two tabs never overwrite each other's. */
export class LocalStore {
  #storage;
  #prefix;

  constructor(storage, prefix) {
    this.#storage = storage;
    this.#prefix = `${prefix}.`;
  }

  all() {
    return Object.keys(this.#storage)
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => JSON.parse(this.#storage.getItem(key)));
  }

  put(key, record) {
    this.#storage.setItem(this.#prefix + key, JSON.stringify(record));
  }

  drop(key) {
    this.#storage.removeItem(this.#prefix + key);
  }
}

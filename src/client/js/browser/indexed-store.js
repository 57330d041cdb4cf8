/** A store in IndexedDB: read entirely when the page starts, and only written after that. */
export class IndexedStore {
  #database;
  #store;
  #records;

  constructor(database, store, records) {
    this.#database = database;
    this.#store = store;
    this.#records = new Map(records);
  }

  /** For a browser that does not answer: what is stored stays as it is until it is written. */
  static empty(database, store) {
    return new IndexedStore(database, store, []);
  }

  static async open(database, store) {
    return new IndexedStore(database, store, await database.all(store));
  }

  all() {
    return [...this.#records.values()];
  }

  put(key, record) {
    this.#records.set(key, record);
    this.#database.put(this.#store, key, record);
  }

  drop(key) {
    this.#records.delete(key);
    this.#database.drop(this.#store, key);
  }
}

/**
 * The browser's IndexedDB: stores of records, each under a key. Writes are carried out in order. A write that the
 * browser refuses (the disk is full, or storage is disabled) is ignored, since the page works without it. Where the
 * browser never answers, reading does not end: give it a limit.
 */
export class Database {
  #opened;
  #forgotten = false;

  /**
   * @param indexedDB the browser's, or `undefined` if it has none
   * @param stores their names; adding one requires a higher `version`
   */
  constructor(indexedDB, name, version, stores) {
    this.#opened = new Promise((resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => {
        const { result } = request;
        stores.filter((store) => !result.objectStoreNames.contains(store)).forEach((store) => result.createObjectStore(store));
      };
      request.onsuccess = () => {
        // Another tab with a newer page wants to upgrade the database: let it.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
    this.#opened.catch(() => {});
  }

  /** Resolves to whether the browser keeps anything. */
  get keeps() {
    return this.#opened.then(
      () => true,
      () => false,
    );
  }

  /** Returns every record of a store as `[key, record]`; none if the browser stores nothing. */
  async all(store) {
    try {
      const within = (await this.#opened).transaction(store).objectStore(store);
      const [keys, records] = await Promise.all([answerOf(within.getAllKeys()), answerOf(within.getAll())]);
      return keys.map((key, index) => [key, records[index]]);
    } catch {
      return [];
    }
  }

  put(store, key, record) {
    return this.#write(store, (within) => within.put(record, key));
  }

  drop(store, key) {
    return this.#write(store, (within) => within.delete(key));
  }

  clear(store) {
    return this.#write(store, (within) => within.clear());
  }

  /** Empties these stores; nothing is written after that. */
  async forget(stores) {
    await Promise.all(stores.map((store) => this.clear(store)));
    this.#forgotten = true;
  }

  async #write(store, act) {
    if (this.#forgotten) {
      return;
    }
    try {
      const transaction = (await this.#opened).transaction(store, 'readwrite');
      const answer = answerOf(act(transaction.objectStore(store)));
      // Commit at once: the browser aborts a pending transaction when the page closes.
      transaction.commit?.();
      await answer;
    } catch {
      // The data is then kept only while the page is open.
    }
  }
}

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

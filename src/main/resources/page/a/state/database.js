/**
 * The browser's database: stores of records, each under a key. Writes are carried out in the order they were asked for;
 * one that the browser refuses (it is full, or keeps nothing for this page) is let go, for the page works without it.
 */
export class Database {
  #opened;

  /** @param stores their names; a new one takes a higher `version` */
  constructor(indexedDB, name, version, stores) {
    this.#opened = new Promise((resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => {
        const { result } = request;
        stores.filter((store) => !result.objectStoreNames.contains(store)).forEach((store) => result.createObjectStore(store));
      };
      request.onsuccess = () => {
        // Another tab of a newer page wants to change it: that one goes first.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
    this.#opened.catch(() => {});
  }

  /** Every record of a store, as `[key, record]`; none where the browser keeps nothing. */
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

  async #write(store, act) {
    try {
      const transaction = (await this.#opened).transaction(store, 'readwrite');
      const answer = answerOf(act(transaction.objectStore(store)));
      // At once: one that waits for its answer is given up when the page goes.
      transaction.commit?.();
      await answer;
    } catch {
      // Kept as long as the page is open, then.
    }
  }
}

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

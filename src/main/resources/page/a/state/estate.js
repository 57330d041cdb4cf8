const LOCK = 'parley.tab.';

/**
 * What each tab of this browser has to say, kept so that no two tabs say the same: a tab holds a lock as long as it
 * lives, and what it left behind goes to whoever gets its lock next.
 *
 * A shelf for the tab's own outbox: every item carries its `tab`.
 */
export class Estate {
  #database;
  #store;
  #locks;
  #tab;
  #own = [];
  #waited = new Set();

  /** @param locks the browser's, or `undefined` where it has none: then all that was left goes to each new tab */
  constructor({ database, store, locks, tab }) {
    this.#database = database;
    this.#store = store;
    this.#locks = locks;
    this.#tab = tab;
  }

  /** Takes over what tabs left that are gone. Holds this tab's own lock from now on. */
  async open() {
    if (!this.#locks) {
      await this.#take(() => true);
      return;
    }
    await new Promise((resolve) => {
      this.#locks.request(LOCK + this.#tab, () => {
        resolve();
        return new Promise(() => {});
      });
    });
    const items = await this.#items();
    for (const tab of new Set(items.map((item) => item.tab))) {
      await this.#locks.request(LOCK + tab, { ifAvailable: true }, (lock) => lock && this.#take((item) => item.tab === tab));
    }
  }

  /** Calls `inherit` with items once their tab, now open beside this one, is gone. */
  async watch(inherit) {
    if (!this.#locks) {
      return;
    }
    const { held } = await this.#locks.query();
    held.map(({ name }) => name).filter((name) => name.startsWith(LOCK)).forEach((name) => this.succeed(name.slice(LOCK.length), inherit));
  }

  /** Waits to be the heir of one other tab. */
  async succeed(tab, inherit) {
    if (tab === this.#tab || this.#waited.has(tab) || !this.#locks) {
      return;
    }
    this.#waited.add(tab);
    await this.#locks.request(LOCK + tab, async () => {
      const taken = await this.#take((item) => item.tab === tab);
      if (taken.length > 0) {
        inherit(taken);
      }
    });
    this.#waited.delete(tab);
  }

  all() {
    return this.#own;
  }

  put(key, item) {
    this.#database.put(this.#store, key, { ...item, tab: this.#tab });
  }

  drop(key) {
    this.#database.drop(this.#store, key);
  }

  async #take(which) {
    const taken = (await this.#items()).filter(which);
    await Promise.all(taken.map((item) => this.#database.put(this.#store, item.cid, { ...item, tab: this.#tab })));
    this.#own.push(...taken);
    return taken;
  }

  async #items() {
    return (await this.#database.all(this.#store)).map(([, item]) => item);
  }
}

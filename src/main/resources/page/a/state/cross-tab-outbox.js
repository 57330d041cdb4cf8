const LOCK = 'parley.tab.';

/**
 * The outboxes of all tabs of this browser, kept so that no two tabs say the same: a tab holds a lock as long as it
 * lives, and what it left behind goes to whoever gets its lock next. Every tab knows what the others have to say.
 *
 * A shelf for the tab's own outbox: every item carries its `tab`.
 */
export class CrossTabOutbox {
  #database;
  #store;
  #locks;
  #channel;
  #tab;
  #own = [];
  #others = new Map();
  #watched = new Set();
  #adopt;
  #changed = () => {};

  /**
   * @param locks the browser's, or `undefined` where it has none: then all that was left goes to each new tab
   * @param channel to the other tabs
   */
  constructor({ database, store, locks, channel, tab }) {
    this.#database = database;
    this.#store = store;
    this.#locks = locks;
    this.#channel = channel;
    this.#tab = tab;
  }

  /** Takes over what tabs left that are gone. Holds this tab's own lock from now on. */
  async open() {
    if (!this.#locks) {
      await this.#takeOver(() => true);
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
      await this.#locks.request(LOCK + tab, { ifAvailable: true }, (lock) => lock && this.#takeOver((item) => item.tab === tab));
    }
    (await this.#items()).filter(({ tab }) => tab !== this.#tab).forEach((item) => this.#others.set(item.cid, item));
  }

  /** From now on tells when another tab's items have `changed`, and `inherit`s them once that tab is gone. */
  async watch(adopt, changed) {
    this.#adopt = adopt;
    this.#changed = changed;
    this.#channel.onmessage = ({ data }) => this.#receive(data);
    this.#channel.postMessage({ here: this.#tab });
    const { held } = (await this.#locks?.query()) ?? { held: [] };
    held.map(({ name }) => name).filter((name) => name.startsWith(LOCK)).forEach((name) => this.#adoptWhenClosed(name.slice(LOCK.length)));
  }

  all() {
    return this.#own;
  }

  /** What other tabs have to say, in order. */
  get others() {
    return [...this.#others.values()].sort((a, b) => a.order - b.order);
  }

  put(key, item) {
    const record = { ...item, tab: this.#tab };
    this.#database.put(this.#store, key, record);
    this.#channel.postMessage({ put: record });
  }

  drop(key) {
    this.#database.drop(this.#store, key);
    this.#channel.postMessage({ drop: key });
  }

  #receive({ here, put, drop }) {
    if (here) {
      this.#adoptWhenClosed(here);
    } else if (put) {
      this.#others.set(put.cid, put);
    } else {
      this.#others.delete(drop);
    }
    this.#changed();
  }

  /** Waits to be the heir of one other tab. */
  async #adoptWhenClosed(tab) {
    if (tab === this.#tab || this.#watched.has(tab) || !this.#locks) {
      return;
    }
    this.#watched.add(tab);
    await this.#locks.request(LOCK + tab, async () => {
      const taken = await this.#takeOver((item) => item.tab === tab);
      if (taken.length > 0) {
        this.#adopt(taken);
      }
    });
    this.#watched.delete(tab);
  }

  async #takeOver(which) {
    const taken = (await this.#items()).filter(which);
    taken.forEach((item) => this.#others.delete(item.cid));
    await Promise.all(taken.map((item) => this.#database.put(this.#store, item.cid, { ...item, tab: this.#tab })));
    taken.forEach((item) => this.#channel.postMessage({ put: { ...item, tab: this.#tab } }));
    this.#own.push(...taken);
    return taken;
  }

  async #items() {
    return (await this.#database.all(this.#store)).map(([, item]) => item);
  }
}

const LOCK = 'parley.tab.';

/**
 * The outboxes of all tabs of this browser, kept so that no two tabs send the same item. A tab holds a lock while it
 * lives; the items of a closed tab are adopted by whichever tab gets its lock next. Every tab knows what the others
 * have pending.
 *
 * It is the store of this tab's own outbox: every item carries its `tab`.
 */
export class CrossTabOutbox {
  #database;
  #store;
  #locks;
  #channel;
  #tab;
  #valid;
  #own = [];
  /** How many of its own items this tab's outbox was given. */
  #given = 0;
  #opening;
  #others = new Map();
  #watched = new Set();
  #adopt;
  #changed = () => {};
  #cancel = () => {};

  /**
   * @param locks the browser's lock manager, or `undefined` if it has none: then each new tab adopts all items
   * @param channel broadcasts to the other tabs
   * @param valid whether a stored item makes sense, whoever wrote it; others are left alone
   */
  constructor({ database, store, locks, channel, tab, valid = () => true }) {
    this.#database = database;
    this.#store = store;
    this.#locks = locks;
    this.#channel = channel;
    this.#tab = tab;
    this.#valid = valid;
  }

  /**
   * Adopts the items of closed tabs, and holds this tab's own lock from now on. Where the browser never answers, this does
   * not end: give it a limit; what comes later is reported by [watch].
   */
  open() {
    this.#opening = this.#open();
    return this.#opening;
  }

  async #open() {
    try {
      await this.#openWithLocks();
    } catch {
      // The browser has no locks, or refuses them.
      this.#locks = undefined;
      await this.#takeOver(() => true);
    }
  }

  async #openWithLocks() {
    await new Promise((resolve, reject) => {
      const held = this.#locks.request(LOCK + this.#tab, () => {
        resolve();
        return new Promise(() => {});
      });
      held.catch(reject);
    });
    const items = await this.#items();
    for (const tab of new Set(items.map((item) => item.tab))) {
      await this.#locks.request(LOCK + tab, { ifAvailable: true }, (lock) => lock && this.#takeOver((item) => item.tab === tab));
    }
    (await this.#items()).filter(({ tab }) => tab !== this.#tab).forEach((item) => this.#others.set(item.cid, item));
  }

  /**
   * Starts to report with `changed` when another tab's items change, with `adopt` when this tab takes over those of a
   * closed one, and with `cancel` when another tab takes back an item of this one.
   */
  async watch(adopt, changed, cancel = () => {}) {
    this.#adopt = adopt;
    this.#changed = changed;
    this.#cancel = cancel;
    this.#channel.onmessage = ({ data }) => this.#receive(data);
    this.#channel.postMessage({ here: this.#tab });
    await this.#opening;
    if (this.#own.length > this.#given) {
      adopt(this.#own.slice(this.#given));
    }
    const { held } = (await this.#locks?.query()) ?? { held: [] };
    held.map(({ name }) => name).filter((name) => name.startsWith(LOCK)).forEach((name) => this.#adoptWhenClosed(name.slice(LOCK.length)));
  }

  all() {
    this.#given = this.#own.length;
    return this.#own;
  }

  /** The pending items of other tabs, in order. */
  get others() {
    return [...this.#others.values()].sort((a, b) => a.order - b.order);
  }

  /** Asks the tab that has an item to take it back. */
  cancelElsewhere(cid) {
    this.#channel.postMessage({ cancel: cid });
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

  #receive({ here, put, drop, cancel }) {
    if (here) {
      this.#adoptWhenClosed(here);
    } else if (cancel) {
      this.#cancel(cancel);
    } else if (put) {
      this.#others.set(put.cid, put);
    } else {
      this.#others.delete(drop);
    }
    this.#changed();
  }

  /** Waits for another tab to close, then adopts its items. */
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
    return (await this.#database.all(this.#store))
      .map(([, item]) => item)
      .filter((item) => typeof item?.cid === 'string' && this.#valid(item));
  }
}

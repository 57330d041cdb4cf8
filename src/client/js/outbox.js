import { newCid } from './cid.js';

/** How long an acknowledged message may have to be sent again after a change of epoch (protocol.md section 6.7). */
const KEPT_MS = 5 * 60_000;

/**
 * What the user has sent and the server has not confirmed, in order; it lasts as long as its store.
 *
 * An item is a pending entry, `{op, cid, user, room, …}`: `op` is `send`, `edit`, `delete` or `react`, followed by the
 * fields of that command, and its status, `{at, order, state, why?, from?, epoch?, seq?, stored?}`. `state` is
 * - `unsent`: certainly not stored,
 * - `unknown`: sent, but not acknowledged yet,
 * - `failed`: refused for good, because of `why`; waits for the user,
 * - `stored`: acknowledged with `epoch` and `seq`; kept for a while in case the store loses it.
 *
 * `from` is the position of the room when the item was first sent: resuming there tells whether it was stored.
 */
export class Outbox {
  #store;
  #now;
  #items = new Map();
  #order = 0;

  constructor(store, now) {
    this.#store = store;
    this.#now = now;
    store.all().forEach((item) => this.#items.set(item.cid, item));
    this.#order = Math.max(0, ...[...this.#items.values()].map(({ order }) => order));
    this.#expireStored();
  }

  /** Throws what the store throws: then nothing is kept, and nothing is sent. */
  add(user, room, op, fields) {
    this.#order = Math.max(this.#order + 1, this.#now());
    const item = { op, cid: newCid(), user, room, ...fields, at: this.#now(), order: this.#order, state: 'unsent' };
    this.#store.put(item.cid, item);
    this.#items.set(item.cid, item);
    return item;
  }

  /** Takes over the items of another tab, to be sent by this one. */
  adopt(items) {
    items.forEach((item) => this.#items.set(item.cid, item));
    this.#order = Math.max(this.#order, ...items.map(({ order }) => order));
  }

  /** The items of a room that are not stored, in order. */
  waiting(room) {
    return this.#sorted().filter((item) => item.room === room && item.state !== 'stored');
  }

  /** The next item to send to a room. */
  next(room) {
    return this.waiting(room).find(({ state }) => state !== 'failed');
  }

  rooms() {
    return new Set([...this.#items.values()].filter(({ state }) => state !== 'stored').map(({ room }) => room));
  }

  /** Positions at which to resume rooms that are not loaded, so that messages of unknown outcome are replayed. */
  positions() {
    const positions = new Map();
    for (const { room, state, from } of this.#sorted()) {
      if (state === 'unknown' && from && !positions.has(room)) {
        positions.set(room, { room, ...from });
      }
    }
    return positions;
  }

  /**
   * The position from which to search a room for the user's own entries if resuming did not tell; `undefined` if there is
   * nothing to search for. A direct room began with its first message, at the beginning.
   */
  oldestUnknown(room) {
    const unknown = this.#sorted().filter((item) => item.room === room && item.state === 'unknown');
    return unknown.find(({ from }) => from)?.from ?? (unknown.length > 0 ? { seq: 0 } : undefined);
  }

  has(cid) {
    return this.#items.has(cid);
  }

  get(cid) {
    return this.#items.get(cid);
  }

  /** Records that an item is about to be sent while the room is at `position`. */
  sending(item, position) {
    const from = item.from ?? (position && { epoch: position.epoch, seq: position.seq });
    this.#update(item, { state: 'unknown', from });
  }

  /** Records that the server has stored the entry `id`. Returns the item if this is news. */
  stored(id, { epoch, seq }) {
    const item = this.#items.get(id.slice(id.indexOf('.') + 1));
    const own = item && idOf(item) === id ? item : undefined;
    const isNew = own && !own.stored;
    if (own) {
      this.#update(own, { state: 'stored', epoch, seq, stored: this.#now() });
    }
    this.#expireStored();
    return isNew ? own : undefined;
  }

  /** This attempt was refused without being stored; the outcome of earlier ones is still as `before`. */
  postponed(item, before) {
    this.#update(item, { state: before });
  }

  failed(item, { code, message }) {
    this.#update(item, { state: 'failed', why: { code, message } });
  }

  /** Sends a failed item again at the user's request, as the current user. */
  retry(cid, user) {
    const item = this.#items.get(cid);
    if (item) {
      this.#update(item, { state: 'unsent', user, why: undefined, from: undefined, stored: undefined });
    }
  }

  drop(cid) {
    this.#items.delete(cid);
    try {
      this.#store.drop(cid);
    } catch {
      // A later start finds it once more; the server knows its cid for ten minutes.
    }
  }

  /** Puts back an item that was dropped, as it was. */
  restore(item) {
    this.#save(item);
  }

  /**
   * Items of a former user must not be sent in the name of the new one without asking. Returns those that have failed
   * because of it.
   */
  userChanged(user, why) {
    const others = [...this.#items.values()].filter((item) => item.user !== user);
    others.filter(({ state }) => state === 'stored').forEach(({ cid }) => this.drop(cid));
    others.filter((item) => item.user === undefined).forEach((item) => this.#update(item, { user }));
    const failed = others.filter((item) => this.has(item.cid) && item.user !== user);
    failed.forEach((item) => this.failed(item, why));
    return failed;
  }

  /**
   * The room continues in `epoch`. Items that were acknowledged in another epoch within the last minutes, and are
   * neither among the `confirmed` ids nor at or below the position that the store is known to have `kept`, are queued
   * again in their old order. Returns those items.
   */
  requeueLost(room, epoch, confirmed, kept) {
    this.#expireStored();
    const earlier = this.#sorted().filter(
      (item) => item.room === room && item.state === 'stored' && item.epoch !== epoch,
    );
    const lost = earlier.filter(
      (item) => !confirmed.has(idOf(item)) && !(item.epoch === kept?.epoch && item.seq <= kept.seq),
    );
    earlier.forEach((item) => this.#update(item, { epoch }));
    lost.forEach((item) => this.#update(item, { state: 'unknown' }));
    return lost;
  }

  #sorted() {
    return [...this.#items.values()].sort((a, b) => a.order - b.order);
  }

  /** An item that was taken back meanwhile stays away. */
  #update(item, fields) {
    if (this.#items.has(item.cid)) {
      this.#save(Object.assign(item, fields));
    }
  }

  /** If the store takes it no more, a later start sends the item once more, under the same cid. */
  #save(item) {
    this.#items.set(item.cid, item);
    try {
      this.#store.put(item.cid, item);
    } catch {
      // It is full: what is in memory counts.
    }
  }

  #expireStored() {
    for (const item of [...this.#items.values()]) {
      if (item.state === 'stored' && this.#now() - item.stored > KEPT_MS) {
        this.drop(item.cid);
      }
    }
  }
}

/** The id that the item's entry has or will have. */
export function idOf({ user, cid }) {
  return `${user}.${cid}`;
}

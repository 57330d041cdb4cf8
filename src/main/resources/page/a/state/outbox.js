import { newCid } from '../net/cid.js';

/** How long an acknowledged message may still be asked for after a change of epoch (protocol.md section 6.7). */
const KEPT_MS = 5 * 60_000;

/**
 * What the user said and the server has not confirmed, in the order it was said, surviving a reload.
 *
 * An item is an entry to be, `{op, cid, user, room, …}`: `op` is `send`, `edit`, `delete` or `react`, followed by what
 * that command takes; and what became of it, `{at, order, state, why?, from?, epoch?, seq?, stored?}`. `state` is
 * - `unsent`: surely not stored,
 * - `unknown`: sent, and no answer yet,
 * - `failed`: refused for good, because of `why`; waits for the user,
 * - `stored`: acknowledged under `epoch` and `seq`; kept for a while in case the store loses it.
 *
 * `from` is the position that the room had when the item was first sent: resuming there tells whether it was stored.
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

  add(user, room, op, fields) {
    this.#order = Math.max(this.#order + 1, this.#now());
    const item = { op, cid: newCid(), user, room, ...fields, at: this.#now(), order: this.#order, state: 'unsent' };
    this.#save(item);
    return item;
  }

  /** What another tab left, which is to be said by this one now. */
  adopt(items) {
    items.forEach((item) => this.#items.set(item.cid, item));
    this.#order = Math.max(this.#order, ...items.map(({ order }) => order));
  }

  /** What of a room is not stored, in order. */
  waiting(room) {
    return this.#sorted().filter((item) => item.room === room && item.state !== 'stored');
  }

  /** The next one to send to a room. */
  next(room) {
    return this.waiting(room).find(({ state }) => state !== 'failed');
  }

  rooms() {
    return new Set([...this.#items.values()].filter(({ state }) => state !== 'stored').map(({ room }) => room));
  }

  /** Where to resume a room of which nothing else is known, so that messages of unknown outcome come by. */
  positions() {
    const positions = new Map();
    for (const { room, state, from } of this.#sorted()) {
      if (state === 'unknown' && from && !positions.has(room)) {
        positions.set(room, { room, ...from });
      }
    }
    return positions;
  }

  /** From where to look for what a room may have of the user's, when resuming did not tell. */
  oldestUnknown(room) {
    return this.#sorted().find((item) => item.room === room && item.state === 'unknown' && item.from)?.from;
  }

  /** About to be sent from a room that was heard up to `position`. */
  sending(item, position) {
    item.state = 'unknown';
    item.from ??= position && { epoch: position.epoch, seq: position.seq };
    this.#save(item);
  }

  /** The server has the entry `id`, as its answer or the message itself says. */
  stored(id, { epoch, seq }) {
    const item = this.#items.get(id.slice(id.indexOf('.') + 1));
    if (item && idOf(item) === id) {
      Object.assign(item, { state: 'stored', epoch, seq, stored: this.#now() });
      this.#save(item);
    }
    this.#expireStored();
  }

  /** This try was refused without being stored; as to earlier ones it is as `before`. */
  postponed(item, before) {
    item.state = before;
    this.#save(item);
  }

  failed(item, why) {
    Object.assign(item, { state: 'failed', why });
    this.#save(item);
  }

  /** The user wants it sent after all; now by whoever he is now. */
  retry(cid, user) {
    const item = this.#items.get(cid);
    if (item) {
      Object.assign(item, { state: 'unsent', user, why: undefined, from: undefined });
      this.#save(item);
    }
  }

  drop(cid) {
    this.#items.delete(cid);
    this.#store.drop(cid);
  }

  /** What someone else said, who was this browser's user before, is not to be said by the new one unasked. */
  userChanged(user, why) {
    for (const item of [...this.#items.values()].filter((item) => item.user !== user)) {
      if (item.state === 'stored') {
        this.drop(item.cid);
      } else if (item.user === undefined) {
        item.user = user;
        this.#save(item);
      } else {
        this.failed(item, why);
      }
    }
  }

  /**
   * The room goes on in `epoch`: what was acknowledged in another one within the last minutes, and is neither among
   * the ids that `came` nor at or below the position that the store is known to have `kept`, waits again in its old
   * order. Answers those.
   */
  requeueLost(room, epoch, confirmed, kept) {
    this.#expireStored();
    const earlier = this.#sorted().filter(
      (item) => item.room === room && item.state === 'stored' && item.epoch !== epoch,
    );
    const lost = earlier.filter(
      (item) => !confirmed.has(idOf(item)) && !(item.epoch === kept?.epoch && item.seq <= kept.seq),
    );
    earlier.forEach((item) => this.#save(Object.assign(item, { epoch })));
    lost.forEach((item) => this.#save(Object.assign(item, { state: 'unknown' })));
    return lost;
  }

  #sorted() {
    return [...this.#items.values()].sort((a, b) => a.order - b.order);
  }

  #save(item) {
    this.#items.set(item.cid, item);
    this.#store.put(item.cid, item);
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

import { isRoom } from './items.js';

const MESSAGES = 60;
const SETTLE_MS = 1_000;

/**
 * The rooms as they were last seen, so that they can be shown before the connection is open: each with its newest
 * messages and the position they reach.
 */
export class RoomCache {
  #store;
  #timers;
  #waiting = new Set();
  #user;

  constructor(store, timers) {
    this.#store = store;
    this.#timers = timers;
  }

  /** Loads the rooms of a user, and deletes those of any other user, and what makes no sense. */
  load(user) {
    this.#user = user;
    const [own, others] = [[], []];
    this.#store.all().forEach((record) => (record?.user === user && isRoom(record) ? own : others).push(record));
    others.forEach((record) => this.#store.drop(record?.id));
    return own;
  }

  /** Schedules a changed room to be saved shortly. */
  schedule(room, user) {
    this.#user = user;
    if (room.position && !this.#waiting.has(room)) {
      this.#waiting.add(room);
      this.#timers.after(SETTLE_MS, () => this.#save(room));
    }
  }

  /** Saves everything now, because the page may be closed. */
  flush() {
    [...this.#waiting].forEach((room) => this.#save(room));
  }

  drop(id) {
    this.#waiting = new Set([...this.#waiting].filter((room) => room.id !== id));
    this.#store.drop(id);
  }

  #save(room) {
    if (this.#waiting.delete(room)) {
      const messages = room.log.messages.slice(-MESSAGES);
      const more = room.log.messages.length > messages.length ? true : room.more;
      const { epoch, seq } = room.position;
      const { id, at, title, kind, role, members, online, read, unread, mentions, mark, topic, write, notifyLevel } = room;
      const counts = { members, online, read, unread, mentions, mark, topic, write, notifyLevel };
      this.#store.put(id, { user: this.#user, id, epoch, seq, at, title, kind, role, with: room.with, ...counts, messages, more });
    }
  }
}

const MIN_INTERVAL_MS = 5_000;

/** Asks who is in a room, but not more often than a person could read: a lively room changes all the time. */
export class MemberLoader {
  #request;
  #timers;
  #changed;
  #throttled = new Map();

  constructor({ request, timers, changed }) {
    this.#request = request;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** Asks now, or as soon as the room may be asked about again. */
  async load(room) {
    if (this.#throttled.has(room.id)) {
      this.#throttled.set(room.id, room);
      return;
    }
    this.#throttled.set(room.id, null);
    this.#timers.after(MIN_INTERVAL_MS, () => this.#releaseThrottle(room.id));
    await this.#fetch(room);
  }

  async loadMore(room) {
    await this.#fetch(room, room.people.cursor);
  }

  #releaseThrottle(id) {
    const pending = this.#throttled.get(id);
    this.#throttled.delete(id);
    if (pending) {
      this.load(pending);
    }
  }

  async #fetch(room, cursor) {
    const { presences } = room;
    try {
      const page = await this.#request('members', { room: room.id, ...(cursor && { cursor }) });
      room.people.applyPage(page, Boolean(cursor));
      Object.assign(room, { members: page.count, online: page.online });
      this.#changed();
      if (room.presences !== presences) {
        // Somebody came or went meanwhile: the list may be older than that.
        this.load(room);
      }
    } catch {
      // A list that cannot be had now is asked for again with the next change or connection.
    }
  }
}

const RARELY_MS = 5_000;

/** Asks who is in a room, but not more often than a person could read: a lively room changes all the time. */
export class Attendance {
  #ask;
  #timers;
  #changed;
  #resting = new Map();

  constructor({ ask, timers, changed }) {
    this.#ask = ask;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** Asks now, or as soon as the room may be asked about again. */
  async of(room) {
    if (this.#resting.has(room.id)) {
      this.#resting.set(room.id, room);
      return;
    }
    this.#resting.set(room.id, null);
    this.#timers.after(RARELY_MS, () => this.#rested(room.id));
    await this.#fetch(room);
  }

  async further(room) {
    await this.#fetch(room, room.people.cursor);
  }

  #rested(id) {
    const asked = this.#resting.get(id);
    this.#resting.delete(id);
    if (asked) {
      this.of(asked);
    }
  }

  async #fetch(room, cursor) {
    const { presences } = room;
    try {
      const page = await this.#ask('members', { room: room.id, ...(cursor && { cursor }) });
      room.people.take(page, Boolean(cursor));
      Object.assign(room, { members: page.count, online: page.online });
      this.#changed();
      if (room.presences !== presences) {
        // Somebody came or went meanwhile: the list may be older than that.
        this.of(room);
      }
    } catch {
      // A list that cannot be had now is asked for again with the next change or connection.
    }
  }
}

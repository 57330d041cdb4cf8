const MIN_INTERVAL_MS = 5_000;

/**
 * Loads the members of a room, throttled to what a person could read: a busy room changes all the time. A
 * room has an `id`, its `people`, counts its `presences`, and is told by `setCounts` what a page says.
 */
export class MemberLoader {
  #request;
  #timers;
  #changed;
  #throttled = new Map();
  #loaded = new WeakSet();

  constructor({ request, timers, changed }) {
    this.#request = request;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** Loads them now, or as soon as the throttle allows. */
  async load(room) {
    // A room that is new here, perhaps again after a kick, has nobody to show meanwhile.
    if (this.#throttled.has(room.id) && this.#loaded.has(room)) {
      this.#throttled.set(room.id, room);
      return;
    }
    this.#loaded.add(room);
    this.#throttled.set(room.id, null);
    this.#timers.after(MIN_INTERVAL_MS, () => this.#releaseThrottle(room.id));
    await this.#fetch(room).catch(() => {
      // The next change or connection tries again.
    });
  }

  /** Loads the next page, because the user asked for it: rejects with a Refusal. */
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
    const page = await this.#request('members', { room: room.id, ...(cursor && { cursor }) });
    room.people.applyPage(page, Boolean(cursor));
    room.setCounts(page);
    this.#changed();
    if (room.presences !== presences) {
      // Someone joined or left meanwhile, so the list may be outdated.
      this.load(room);
    }
  }
}

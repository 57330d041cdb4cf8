/** The maximum number of messages in one reply to `history`. */
const PAGE = 100;

/** Loads missing parts of a room's log, and confirms the user's own entries in them. */
export class HistoryLoader {
  #request;
  #outbox;
  #changed;

  constructor({ request, outbox, changed }) {
    this.#request = request;
    this.#outbox = outbox;
    this.#changed = changed;
  }

  /** Loads messages before the first one that is loaded; returns whether there was anything to load. */
  async loadOlder(room) {
    if (room.loading || room.more === false || room.position === undefined) {
      return false;
    }
    room.loading = true;
    this.#changed();
    try {
      const before = room.log.first?.seq ?? room.seq + 1;
      const page = await this.#request('history', { room: room.id, before });
      this.confirm(page.messages);
      room.addOlder(page);
      return true;
    } catch {
      // `more` is still set: the next scroll or connection tries again.
      return false;
    } finally {
      room.loading = false;
      this.#changed();
    }
  }

  /** Pages through everything stored after a seq, which never decreases, not even in a new epoch. */
  async confirmSince(room, { seq }) {
    for (let [after, more] = [seq, true]; more; ) {
      const page = await this.#request('history', { room, after, limit: PAGE });
      this.confirm(page.messages);
      after = page.messages.at(-1)?.seq;
      more = page.more && after !== undefined;
    }
  }

  /** Marks entries as stored by the server. */
  confirm(entries) {
    entries.forEach((entry) => this.#outbox.stored(entry.id, entry));
  }
}

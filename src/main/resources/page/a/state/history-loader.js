/** How many messages one `history` gives at most. */
const PAGE = 100;

/** Asks for parts of a room's log that are not here; whatever of the user's is among them is confirmed. */
export class HistoryLoader {
  #request;
  #outbox;
  #changed;

  constructor({ request, outbox, changed }) {
    this.#request = request;
    this.#outbox = outbox;
    this.#changed = changed;
  }

  /** Loads what was said before the first message that is here; says whether there was something to load. */
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
      // Still `more`: the reader's next scroll or the next connection asks again.
      return false;
    } finally {
      room.loading = false;
      this.#changed();
    }
  }

  /** Pages through everything stored above a seq: numbers never fall, not even in a new epoch. */
  async confirmSince(room, { seq }) {
    for (let [after, more] = [seq, true]; more; ) {
      const page = await this.#request('history', { room, after, limit: PAGE });
      this.confirm(page.messages);
      after = page.messages.at(-1)?.seq;
      more = page.more && after !== undefined;
    }
  }

  /** The server has these entries. */
  confirm(entries) {
    entries.forEach((entry) => this.#outbox.stored(entry.id, entry));
  }
}

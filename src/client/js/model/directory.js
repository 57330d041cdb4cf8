/** The public rooms and their number, kept up to date by `rooms` and its events. */
export class Directory {
  #request;
  #changed;
  #byId = new Map();
  /** How many rooms the pages fetched so far hold. */
  #fetched = 0;
  /** The number of public rooms; `undefined` until the server has sent it. */
  total;
  cursor;

  constructor({ request, changed }) {
    this.#request = request;
    this.#changed = changed;
  }

  /** Fetches the list and subscribes to its changes. */
  async watch() {
    await this.#fetch({ watch: true }, false).catch(() => {
      // Fetched again with the next connection.
    });
  }

  /** Fetches the next page, because the user asked for it: rejects with a Refusal. */
  async more() {
    await this.#fetch({ cursor: this.cursor }, true);
  }

  /** Replaces the list with the first page of `rooms`, or appends a later page. */
  applyPage({ rooms, total, cursor }, further = false) {
    if (!further) {
      this.#byId.clear();
    }
    this.#put(rooms);
    this.total = total;
    this.cursor = cursor;
    this.#fetched = this.#byId.size;
  }

  /** Applies changes to rooms. While there are further pages, a room of theirs is on the list only once it is active. */
  update({ rooms, total }) {
    this.#put(rooms);
    this.total = total;
    if (this.cursor && this.#byId.size > this.#fetched) {
      const latest = [...this.#byId.values()].sort((a, b) => at(b) - at(a)).slice(0, this.#fetched);
      this.#byId = new Map(latest.map((room) => [room.room, room]));
    }
  }

  /** Whether it contains rooms that no longer exist. */
  get outdated() {
    return this.#byId.size > this.total;
  }

  get(id) {
    return this.#byId.get(id);
  }

  /** Most active rooms first. */
  get list() {
    return [...this.#byId.values()].sort((a, b) => b.online - a.online || at(b) - at(a));
  }

  #put(rooms) {
    rooms.forEach((room) => this.#byId.set(room.room, { ...this.#byId.get(room.room), ...room }));
  }

  async #fetch(fields, further) {
    this.applyPage(await this.#request('rooms', fields), further);
    this.#changed();
  }
}

function at({ at = 0 }) {
  return at;
}

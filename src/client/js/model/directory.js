/** The public rooms and their number, kept up to date by `rooms` and its events. */
export class Directory {
  #request;
  #changed;
  #byId = new Map();
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
    this.update({ rooms, total });
    this.cursor = cursor;
  }

  /** Applies changes to rooms. */
  update({ rooms, total }) {
    rooms.forEach((room) => this.#byId.set(room.room, { ...this.#byId.get(room.room), ...room }));
    this.total = total;
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
    return [...this.#byId.values()].sort((a, b) => b.online - a.online || (b.at ?? 0) - (a.at ?? 0));
  }

  async #fetch(fields, further) {
    this.applyPage(await this.#request('rooms', fields), further);
    this.#changed();
  }
}

/** The public rooms and how many there are, kept by `rooms` and its events. */
export class Directory {
  #request;
  #changed;
  #byId = new Map();
  /** How many public rooms there are; `undefined` until the server has said so. */
  total;
  cursor;

  constructor({ request, changed }) {
    this.#request = request;
    this.#changed = changed;
  }

  /** Asks for the list anew, and to be told of changes. */
  async watch() {
    await this.#fetch({ watch: true }, false);
  }

  async more() {
    await this.#fetch({ cursor: this.cursor }, true);
  }

  /** Replaces the list by the first page of `rooms`, or adds a later one. */
  applyPage({ rooms, total, cursor }, further = false) {
    if (!further) {
      this.#byId.clear();
    }
    this.update({ rooms, total });
    this.cursor = cursor;
  }

  /** Takes the changed ones. */
  update({ rooms, total }) {
    rooms.forEach((room) => this.#byId.set(room.room, { ...this.#byId.get(room.room), ...room }));
    this.total = total;
  }

  /** Whether it holds rooms that are no more. */
  get outdated() {
    return this.#byId.size > this.total;
  }

  get(id) {
    return this.#byId.get(id);
  }

  /** Liveliest first. */
  get list() {
    return [...this.#byId.values()].sort((a, b) => b.online - a.online || (b.at ?? 0) - (a.at ?? 0));
  }

  async #fetch(fields, further) {
    try {
      this.applyPage(await this.#request('rooms', fields), further);
      this.#changed();
    } catch {
      // The next connection asks again.
    }
  }
}

/** The public rooms and how many there are, kept by `rooms` and its events. */
export class Directory {
  #ask;
  #changed;
  #byId = new Map();
  /** How many public rooms there are; `undefined` until the server has said so. */
  total;
  cursor;

  constructor({ ask, changed }) {
    this.#ask = ask;
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
  take({ rooms, total, cursor }, further = false) {
    if (!further) {
      this.#byId.clear();
    }
    this.hear({ rooms, total });
    this.cursor = cursor;
  }

  /** Takes the changed ones. */
  hear({ rooms, total }) {
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
    return [...this.#byId.values()].sort((one, other) => other.online - one.online || (other.at ?? 0) - (one.at ?? 0));
  }

  async #fetch(fields, further) {
    try {
      this.take(await this.#ask('rooms', fields), further);
      this.#changed();
    } catch {
      // The next connection asks again.
    }
  }
}

/** How many rooms are given their last messages unasked: as many as are on the screen, and no flood. */
const MAX_ROOMS = 10;

/** Loads the newest messages of rooms of which none are here, so that the list can show the last one. */
export class Previews {
  #rooms;
  #loading = false;

  constructor(rooms) {
    this.#rooms = rooms;
  }

  /** One room after the other; those that were entered meanwhile have theirs already. */
  async load() {
    if (this.#loading) {
      return;
    }
    this.#loading = true;
    for (const room of this.#rooms.list.slice(0, MAX_ROOMS)) {
      if (room.more === undefined && room.log.messages.length === 0 && room.seq > 0) {
        await this.#rooms.loadOlder(room);
      }
    }
    this.#loading = false;
  }
}

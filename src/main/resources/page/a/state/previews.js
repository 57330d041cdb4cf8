/** How many rooms are given their last messages unasked: as many as are on the screen, and no flood. */
const MOST = 10;

/** Loads the newest messages of rooms of which none are here, so that the list can show the last one. */
export class Previews {
  #rooms;
  #filling = false;

  constructor(rooms) {
    this.#rooms = rooms;
  }

  /** One room after the other; those that were entered meanwhile have theirs already. */
  async fill() {
    if (this.#filling) {
      return;
    }
    this.#filling = true;
    for (const room of this.#rooms.list.slice(0, MOST)) {
      if (room.more === undefined && room.log.messages.length === 0 && room.seq > 0) {
        await this.#rooms.older(room);
      }
    }
    this.#filling = false;
  }
}

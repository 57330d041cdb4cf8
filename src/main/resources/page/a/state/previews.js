/** For how many rooms the latest messages are prefetched: about as many as fit on the screen. */
const MAX_ROOMS = 10;

/** Loads the latest messages of rooms that have none loaded, so that the list of rooms can show the last one. */
export class Previews {
  #rooms;
  #loading = false;

  constructor(rooms) {
    this.#rooms = rooms;
  }

  /** One room at a time; rooms that were opened meanwhile are loaded already. */
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

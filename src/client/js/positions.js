const SETTLE_MS = 1_000;
/** How many of the latest messages are kept by id, to tell what a reset brings that was seen before. */
const IDS = 100;

/**
 * Keeps the position of each room in a table, so that a client that starts again resumes there. The first position in a
 * room is written at once, so that nothing is missed from then on; each later one within a second, so what came within
 * the last second before a crash comes once more.
 */
export class Positions {
  #client;
  #table;
  #timers;
  #cancel = () => {};
  #changed = new Map();
  #kept = new Set();

  constructor(client, table, timers) {
    this.#client = client;
    this.#table = table;
    this.#timers = timers;
    table.all().forEach(({ room, ids, ...position }) => {
      this.#kept.add(room);
      client.rooms.restore(room, position, ids);
    });
    for (const type of ['state', 'message', 'edit', 'delete', 'react']) {
      client.on(type, (...details) => this.#schedule(details.at(-1)));
    }
    client.on('left', (_, room) => this.#drop(room));
  }

  /** Writes what has changed, now. */
  flush() {
    this.#cancel();
    const rooms = [...this.#changed.values()].filter(({ position }) => position);
    this.#changed.clear();
    for (const room of rooms) {
      try {
        this.#table.put(room.id, { ...room.position, ids: room.latest(IDS) });
      } catch {
        // The store is full: what came since is missed less than it is repeated.
      }
    }
  }

  #schedule(room) {
    if (this.#changed.size === 0) {
      this.#cancel = this.#timers.after(SETTLE_MS, () => this.flush());
    }
    this.#changed.set(room.id, room);
    if (!this.#kept.has(room.id) && room.position) {
      this.#kept.add(room.id);
      this.flush();
    }
  }

  #drop(room) {
    this.#changed.delete(room.id);
    this.#kept.delete(room.id);
    try {
      this.#table.drop(room.id);
    } catch {
      // The server tells that one is no longer there.
    }
  }
}

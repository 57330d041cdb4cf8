const AGAIN_MS = 3_000;
const IDLE_MS = 4_000;
const SILENT_MS = 7_000;

/**
 * Who is writing where: tells the server when the user does (protocol.md section 5 has it fall silent after 6 s), and
 * keeps the lists of the others, each for no longer than it holds without being told again.
 */
export class Typing {
  #tell;
  #timers;
  #changed;
  #room;
  #toldAt = 0;
  #cancelIdle = () => {};
  #others = new Map();

  constructor({ tell, timers, changed }) {
    this.#tell = tell;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** The user changed what stands in a room's field. */
  writes(room) {
    if (this.#room !== room) {
      this.stops();
    }
    const now = this.#timers.now();
    if (this.#room !== room || now - this.#toldAt >= AGAIN_MS) {
      this.#room = room;
      this.#toldAt = now;
      this.#tell('typing', { room, on: true });
    }
    this.#cancelIdle();
    this.#cancelIdle = this.#timers.after(IDLE_MS, () => this.stops());
  }

  /** He emptied the field, went elsewhere or paused; sending says so by itself. */
  stops() {
    if (this.#room !== undefined) {
      this.#tell('typing', { room: this.#room, on: false });
    }
    this.sent();
  }

  sent() {
    this.#cancelIdle();
    this.#room = undefined;
  }

  /** The whole list of a room, as the server tells it. */
  hear({ room, users }) {
    this.#others.get(room)?.cancel();
    this.#others.delete(room);
    if (users.length > 0) {
      const cancel = this.#timers.after(SILENT_MS, () => {
        this.#others.delete(room);
        this.#changed();
      });
      this.#others.set(room, { users, cancel });
    }
  }

  /** Whoever spoke has stopped writing, whether or not that was told. */
  spoke(room, user) {
    const list = this.#others.get(room);
    if (list) {
      this.hear({ room, users: list.users.filter(({ id }) => id !== user) });
    }
  }

  in(room) {
    return this.#others.get(room)?.users ?? [];
  }

  /** The connection is gone, and what it told is old. */
  forget() {
    this.#others.forEach(({ cancel }) => cancel());
    this.#others.clear();
    this.sent();
  }
}

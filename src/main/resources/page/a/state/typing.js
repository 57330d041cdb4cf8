const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;
const EXPIRE_MS = 7_000;

/**
 * Who is writing where: tells the server when the user does (protocol.md section 5 has it fall silent after 6 s), and
 * keeps the lists of the others, each for no longer than it holds without being told again.
 */
export class Typing {
  #send;
  #timers;
  #changed;
  #room;
  #sentAt = 0;
  #cancelIdle = () => {};
  #others = new Map();

  constructor({ send, timers, changed }) {
    this.#send = send;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** The user changed what stands in a room's field. */
  start(room) {
    if (this.#room !== room) {
      this.stop();
    }
    const now = this.#timers.now();
    if (this.#room !== room || now - this.#sentAt >= REPEAT_MS) {
      this.#room = room;
      this.#sentAt = now;
      this.#send('typing', { room, on: true });
    }
    this.#cancelIdle();
    this.#cancelIdle = this.#timers.after(IDLE_MS, () => this.stop());
  }

  /** He emptied the field, went elsewhere or paused; sending says so by itself. */
  stop() {
    if (this.#room !== undefined) {
      this.#send('typing', { room: this.#room, on: false });
    }
    this.sent();
  }

  sent() {
    this.#cancelIdle();
    this.#room = undefined;
  }

  /** The whole list of a room, as the server tells it. */
  update({ room, users }) {
    this.#others.get(room)?.cancel();
    this.#others.delete(room);
    if (users.length > 0) {
      const cancel = this.#timers.after(EXPIRE_MS, () => {
        this.#others.delete(room);
        this.#changed();
      });
      this.#others.set(room, { users, cancel });
    }
  }

  /** Whoever spoke has stopped writing, whether or not that was told. */
  messageReceived(room, user) {
    const list = this.#others.get(room);
    if (list) {
      this.update({ room, users: list.users.filter(({ id }) => id !== user) });
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

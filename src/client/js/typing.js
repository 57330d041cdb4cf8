const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;
const EXPIRE_MS = 7_000;

/**
 * Typing indicators: tells the server while the user is typing (it expires after 6 s, protocol.md section 5), and keeps
 * the lists of others, each until it expires.
 */
export class Typing {
  #send;
  #timers;
  #changed;
  #room;
  #sentAt = 0;
  #cancelIdle = () => {};
  #others = new Map();

  /** @param changed called with the room whose list changed without the server saying so */
  constructor({ send, timers, changed }) {
    this.#send = send;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** The user edited the message field of a room. */
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

  /** The user emptied the field, left the room or paused. */
  stop(room = this.#room) {
    if (room !== undefined && room === this.#room) {
      this.#send('typing', { room, on: false });
      this.sent();
    }
  }

  /** A message needs no such notice. */
  sent(room = this.#room) {
    if (room === this.#room) {
      this.#cancelIdle();
      this.#room = undefined;
    }
  }

  /** Replaces the list of a room with the one the server sent. */
  update({ room, users }) {
    this.#others.get(room)?.cancel();
    this.#others.delete(room);
    if (users.length > 0) {
      const cancel = this.#timers.after(EXPIRE_MS, () => {
        this.#others.delete(room);
        this.#changed(room);
      });
      this.#others.set(room, { users, cancel });
    }
  }

  /** Whoever sent a message has stopped typing, whether or not the server said so. */
  messageReceived(room, user) {
    const users = this.in(room);
    if (users.some(({ id }) => id === user)) {
      this.update({ room, users: users.filter(({ id }) => id !== user) });
      this.#changed(room);
    }
  }

  in(room) {
    return this.#others.get(room)?.users ?? [];
  }

  /** The connection is gone, so the lists are outdated. */
  forget() {
    this.#others.forEach(({ cancel }) => cancel());
    this.#others.clear();
    this.sent();
  }
}

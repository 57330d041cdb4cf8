const GATHER_MS = 500;

/** Tells the server how far each room was received and read, at most once per 500 ms and room. */
export class Cursors {
  #send;
  #timers;
  #waiting = new Map();

  constructor({ send, timers }) {
    this.#send = send;
    this.#timers = timers;
  }

  received(room, seq) {
    this.#note(room, { received: seq });
  }

  /** A message that was read was also received. */
  read(room, seq) {
    this.#note(room, { read: seq });
  }

  #note(room, marks) {
    const waiting = this.#waiting.get(room);
    this.#waiting.set(room, { ...waiting, ...marks });
    if (!waiting) {
      this.#timers.after(GATHER_MS, () => this.#flush(room));
    }
  }

  #flush(room) {
    const { received = 0, read = 0 } = this.#waiting.get(room);
    this.#waiting.delete(room);
    if (read > 0) {
      this.#send('read', { room, seq: read });
    }
    if (received > read) {
      this.#send('received', { room, seq: received });
    }
  }
}

const GATHER_MS = 500;

/** Tells the server how far each room was received and read, at most once per 500 ms and room. */
export class Cursors {
  #send;
  #open;
  #timers;
  #waiting = new Map();

  /** @param open returns whether there is a connection: without one, everything waits for [flush] */
  constructor({ send, open, timers }) {
    this.#send = send;
    this.#open = open;
    this.#timers = timers;
  }

  /** There is a connection again. */
  flush() {
    [...this.#waiting.keys()].forEach((room) => this.#flush(room));
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
    const [[kind, seq]] = Object.entries(marks);
    this.#waiting.set(room, { ...waiting, [kind]: Math.max(seq, waiting?.[kind] ?? 0) });
    if (!waiting) {
      this.#timers.after(GATHER_MS, () => this.#flush(room));
    }
  }

  #flush(room) {
    if (!this.#open() || !this.#waiting.has(room)) {
      return;
    }
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

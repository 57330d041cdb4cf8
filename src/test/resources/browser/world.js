/** A clock that stands still until a test moves it, and runs what falls due on the way. */
export class Clock {
  #now = 1_700_000_000_000;
  #due = new Set();

  now = () => this.#now;

  /** When what waits falls due. */
  get due() {
    return [...this.#due].map(({ at }) => at);
  }

  after = (ms, act) => {
    const entry = { at: this.#now + ms, act };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  };

  /** Lets everything settle that needs no time, then `ms` pass. */
  async pass(ms) {
    await settled();
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#due.delete(next);
      this.#now = next.at;
      next.act();
      await settled();
    }
    this.#now = until;
  }

  /** The device sleeps for `ms`: what falls due meanwhile runs when it wakes, once each. */
  async sleep(ms) {
    this.#now += ms;
    for (const entry of [...this.#due].filter(({ at }) => at <= this.#now)) {
      if (this.#due.delete(entry)) {
        entry.act();
        await settled();
      }
    }
  }

  #next(until) {
    return [...this.#due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}

/** The far end of a socket: a test is the server. */
export class Socket {
  static all = [];
  readyState = 0;
  sent = [];

  constructor() {
    Socket.all.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  /** It opens, and the client has said hello. */
  async open() {
    this.readyState = 1;
    this.onopen();
    await settled();
  }

  /** The server says something. */
  async says(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
    await settled();
  }

  /** The last command of that kind, and an answer to it. */
  last(op) {
    return this.sent.filter((frame) => frame.op === op).at(-1);
  }

  async grants(op, ok) {
    await this.says({ ref: this.last(op).ref, ok });
  }

  async refuses(op, error) {
    await this.says({ ref: this.last(op).ref, error: { message: error.code, ...error } });
  }

  async ends(code, reason = '') {
    this.readyState = 3;
    this.onclose({ code, reason });
    await settled();
  }
}

/** All promises that wait for nothing else have been kept. */
export function settled() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

export function equal(actual, expected, what = 'value') {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) {
    throw new Error(`Expected ${what} ${other}, but got ${one}`);
  }
}

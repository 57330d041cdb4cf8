import { Refusal } from './refusal.js';

const REPLY_TIMEOUT_MS = 10_000;
const HEARTBEAT_MS = 25_000;
const ABNORMAL_CLOSURE = 1006;

/**
 * One connection from its opening to its end: commands with their answers, events, and the heartbeat that finds out
 * when a socket only looks open.
 *
 * Fires `open`, `frame` (an event of the server) and, once and last, `end` with `{code, reason}`.
 */
export class Socket extends EventTarget {
  #socket;
  #timers;
  #pending = new Map();
  #refs = 0;
  #lastReceived;
  #heartbeat = HEARTBEAT_MS;
  #cancelCheck = () => {};
  #ended = false;

  constructor(socket, timers) {
    super();
    this.#socket = socket;
    this.#timers = timers;
    this.#lastReceived = timers.now();
    socket.onopen = () => this.dispatchEvent(new Event('open'));
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => this.end(code, reason);
    this.#scheduleCheck();
  }

  /** How long the server may be silent before it is asked for a sign of life. */
  set heartbeat(ms) {
    this.#heartbeat = ms;
    this.#scheduleCheck();
  }

  /** Promises what `ok` holds; fails with a Refusal. Silence for 10 s ends the connection. */
  request(op, fields = {}) {
    if (this.#ended) {
      return Promise.reject(Refusal.lost());
    }
    this.#refs += 1;
    const ref = String(this.#refs);
    const answer = new Promise((resolve, reject) => {
      const cancel = this.#timers.after(REPLY_TIMEOUT_MS, () => this.end(ABNORMAL_CLOSURE, 'no reply'));
      this.#pending.set(ref, { resolve, reject, cancel });
    });
    this.#socket.send(JSON.stringify({ op, ref, ...fields }));
    return answer;
  }

  /** Says something that needs no answer. */
  send(op, fields = {}) {
    if (!this.#ended) {
      this.#socket.send(JSON.stringify({ op, ...fields }));
    }
  }

  /** Asks for a sign of life now: after a sleep a socket may only look open. */
  probe() {
    if (!this.#ended && this.#socket.readyState === 1) {
      this.request('ping').catch(() => {});
    }
  }

  /** Ends it from this side, without waiting for the other one, which may be gone. */
  end(code, reason) {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#cancelCheck();
    Object.assign(this.#socket, { onopen: null, onmessage: null, onclose: null });
    this.#socket.close();
    for (const { reject, cancel } of this.#pending.values()) {
      cancel();
      reject(Refusal.lost());
    }
    this.dispatchEvent(new CustomEvent('end', { detail: { code, reason } }));
  }

  #receive(data) {
    this.#lastReceived = this.#timers.now();
    const frame = JSON.parse(data);
    if (frame.ref === undefined) {
      this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
    } else {
      this.#settle(frame);
    }
  }

  #settle({ ref, ok, error }) {
    const waiting = this.#pending.get(ref);
    if (!waiting) {
      return;
    }
    this.#pending.delete(ref);
    waiting.cancel();
    if (error) {
      waiting.reject(new Refusal(error));
    } else {
      waiting.resolve(ok);
    }
  }

  #scheduleCheck() {
    this.#cancelCheck();
    const left = this.#lastReceived + this.#heartbeat - this.#timers.now();
    if (left <= 0) {
      this.#checkAlive();
      return;
    }
    this.#cancelCheck = this.#timers.after(left, () => this.#scheduleCheck());
  }

  /** A socket that has not opened by now never will: its own attempt may hang for minutes. */
  #checkAlive() {
    if (this.#socket.readyState === 0) {
      this.end(ABNORMAL_CLOSURE, 'no connection');
      return;
    }
    this.probe();
    this.#cancelCheck = this.#timers.after(this.#heartbeat, () => this.#scheduleCheck());
  }
}

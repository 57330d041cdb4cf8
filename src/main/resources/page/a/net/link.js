import { Refusal } from './refusal.js';

const ANSWER_MS = 10_000;
const QUIET_MS = 25_000;
const LOST = 1006;

/**
 * One connection from its opening to its end: commands with their answers, events, and the heartbeat that finds out
 * when a socket only looks open.
 *
 * Fires `open`, `frame` (an event of the server) and, once and last, `end` with `{code, reason}`.
 */
export class Link extends EventTarget {
  #socket;
  #timers;
  #pending = new Map();
  #refs = 0;
  #heard;
  #quiet = QUIET_MS;
  #cancelWatch = () => {};
  #ended = false;

  constructor(socket, timers) {
    super();
    this.#socket = socket;
    this.#timers = timers;
    this.#heard = timers.now();
    socket.onopen = () => this.dispatchEvent(new Event('open'));
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = ({ code, reason }) => this.end(code, reason);
    this.#watch();
  }

  /** How long the server may be silent before it is asked for a sign of life. */
  set heartbeat(ms) {
    this.#quiet = ms;
    this.#watch();
  }

  /** Promises what `ok` holds; fails with a Refusal. Silence for 10 s ends the connection. */
  ask(op, fields = {}) {
    if (this.#ended) {
      return Promise.reject(Refusal.lost());
    }
    this.#refs += 1;
    const ref = String(this.#refs);
    const answer = new Promise((resolve, reject) => {
      const cancel = this.#timers.after(ANSWER_MS, () => this.end(LOST, 'no answer'));
      this.#pending.set(ref, { resolve, reject, cancel });
    });
    this.#socket.send(JSON.stringify({ op, ref, ...fields }));
    return answer;
  }

  /** Says something that needs no answer. */
  tell(op, fields = {}) {
    if (!this.#ended) {
      this.#socket.send(JSON.stringify({ op, ...fields }));
    }
  }

  /** Asks for a sign of life now: after a sleep a socket may only look open. */
  probe() {
    if (!this.#ended && this.#socket.readyState === 1) {
      this.ask('ping').catch(() => {});
    }
  }

  /** Ends it from this side, without waiting for the other one, which may be gone. */
  end(code, reason) {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#cancelWatch();
    Object.assign(this.#socket, { onopen: null, onmessage: null, onclose: null });
    this.#socket.close();
    for (const { reject, cancel } of this.#pending.values()) {
      cancel();
      reject(Refusal.lost());
    }
    this.dispatchEvent(new CustomEvent('end', { detail: { code, reason } }));
  }

  #hear(data) {
    this.#heard = this.#timers.now();
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

  #watch() {
    this.#cancelWatch();
    const left = this.#heard + this.#quiet - this.#timers.now();
    if (left <= 0) {
      this.#sound();
      return;
    }
    this.#cancelWatch = this.#timers.after(left, () => this.#watch());
  }

  /** A socket that has not opened by now never will: its own attempt may hang for minutes. */
  #sound() {
    if (this.#socket.readyState === 0) {
      this.end(LOST, 'no connection');
      return;
    }
    this.probe();
    this.#cancelWatch = this.#timers.after(this.#quiet, () => this.#watch());
  }
}

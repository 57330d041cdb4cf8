import { Emitter } from './emitter.js';
import { parsed } from './json.js';
import { Refusal } from './refusal.js';

const REPLY_TIMEOUT_MS = 10_000;
const HEARTBEAT_MS = 25_000;
const ABNORMAL_CLOSURE = 1006;
/** A timer this late tells of a device that slept: what came meanwhile may wait in the queue behind it. */
const LATE_MS = 1_000;

/**
 * One connection from open to close: commands and their replies, events, and the heartbeat that detects a dead socket.
 *
 * Emits `open`, `frame` (an event from the server), `time` (the server's, with the reply to a ping) and finally, once, `end` with `{code, reason, unanswered}`, the last
 * being the number of commands without a reply.
 */
export class Socket extends Emitter {
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
    socket.onopen = () => this.emit('open');
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => this.end(code, reason);
    socket.onerror = () => {};
    this.#scheduleCheck();
  }

  /** How long the server may be silent before it is pinged, in milliseconds. */
  set heartbeat(ms) {
    this.#heartbeat = ms;
    this.#scheduleCheck();
  }

  /**
   * Sends a command and resolves to what `take` makes of the `ok` of its reply; rejects with a Refusal. `take` runs before
   * any later frame is read: the events behind a room state belong on top of it, and a platform may deliver both in one
   * turn. Closes the connection if no reply comes within 10 s.
   */
  request(op, fields = {}, take = (ok) => ok) {
    if (this.#ended) {
      return Promise.reject(Refusal.lost());
    }
    this.#refs += 1;
    const ref = String(this.#refs);
    const answer = new Promise((resolve, reject) => {
      this.#pending.set(ref, { resolve: (ok) => resolve(take(ok)), reject, cancel: () => {} });
      this.#expectReply(ref, REPLY_TIMEOUT_MS);
    });
    this.#socket.send(JSON.stringify({ op, ref, ...fields }));
    return answer;
  }

  /** Sends a command that needs no reply. */
  send(op, fields = {}) {
    if (!this.#ended) {
      this.#socket.send(JSON.stringify({ op, ...fields }));
    }
  }

  /** Pings the server now: after the device slept, a dead socket may still look open. */
  probe() {
    if (!this.#ended && this.#socket.readyState === 1) {
      this.request('ping').then(
        ({ now }) => this.emit('time', now),
        () => {},
      );
    }
  }

  /** Closes the connection from this side without waiting for the other, which may be gone. */
  end(code, reason) {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#cancelCheck();
    Object.assign(this.#socket, { onopen: null, onmessage: null, onclose: null });
    this.#socket.close();
    this.emit('end', { code, reason, unanswered: this.#pending.size });
    for (const { reject, cancel } of this.#pending.values()) {
      cancel();
      reject(Refusal.lost());
    }
  }

  #expectReply(ref, ms) {
    const due = this.#timers.now() + ms;
    const cancel = this.#timers.after(ms, () => {
      if (this.#timers.now() - due > LATE_MS) {
        this.#expectReply(ref, LATE_MS);
      } else {
        this.end(ABNORMAL_CLOSURE, 'no reply');
      }
    });
    this.#pending.get(ref).cancel = cancel;
  }

  #receive(data) {
    this.#lastReceived = this.#timers.now();
    const frame = parsed(data);
    if (frame === undefined) {
      this.end(ABNORMAL_CLOSURE, 'a frame that is no JSON object');
    } else if (frame.ref === undefined) {
      this.emit('frame', frame);
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
      try {
        waiting.resolve(ok);
      } catch (failure) {
        waiting.reject(failure);
      }
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

  /** Gives up a socket that has not opened by now: the platform's own attempt may hang for minutes. */
  #checkAlive() {
    if (this.#socket.readyState === 0) {
      this.end(ABNORMAL_CLOSURE, 'no connection');
      return;
    }
    this.probe();
    this.#cancelCheck = this.#timers.after(this.#heartbeat, () => this.#scheduleCheck());
  }
}

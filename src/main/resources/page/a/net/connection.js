import { Backoff } from './backoff.js';
import { reconnectRule } from './close-codes.js';
import { Refusal } from './refusal.js';
import { Socket } from './socket.js';

const STABLE_MS = 10_000;

/**
 * Keeps one socket open: connects, sends `hello`, and reconnects by the rules of protocol.md section 8.
 *
 * Fires `status` (`{kind: 'connecting' | 'open' | 'waiting' | 'ended', prolonged?, code?, reason?}`), `hello` with the
 * server's reply before any other event of that socket, and `frame` for each event from the server. `prolonged` means
 * that the first attempt to reconnect failed, so users should be told.
 */
export class Connection extends EventTarget {
  #openSocket;
  #hello;
  #timers;
  #backoff;
  #socket = null;
  #cancelRetry = () => {};
  #earliestRetry = 0;
  #openedAt = 0;
  #failures = 0;
  #status = { kind: 'connecting' };

  /**
   * @param openSocket creates a new WebSocket
   * @param hello returns the fields of `hello`; called again for each socket
   */
  constructor({ openSocket, hello, timers, random }) {
    super();
    this.#openSocket = openSocket;
    this.#hello = hello;
    this.#timers = timers;
    this.#backoff = new Backoff(random);
  }

  get status() {
    return this.#status;
  }

  get open() {
    return this.#status.kind === 'open';
  }

  /** Connects now, even after a close code that forbids reconnecting automatically. */
  start() {
    this.#cancelRetry();
    const former = this.#socket;
    this.#socket = null;
    former?.end(1000, 'replaced');
    const socket = new Socket(this.#openSocket(), this.#timers);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#sayHello(socket));
    socket.addEventListener('frame', ({ detail }) => this.#fire('frame', detail));
    socket.addEventListener('end', ({ detail }) => this.#ended(socket, detail));
    this.#setStatus({ kind: 'connecting', prolonged: this.#failures > 0 });
  }

  /**
   * Called when the browser comes online or becomes visible again: retries at once while waiting, and probes an open
   * socket.
   */
  wake() {
    if (this.#status.kind === 'open') {
      this.#socket.probe();
    } else if (this.#status.kind === 'waiting') {
      this.#retryIn(Math.max(0, this.#earliestRetry - this.#timers.now()));
    }
  }

  request(op, fields) {
    return this.open ? this.#socket.request(op, fields) : Promise.reject(Refusal.lost());
  }

  send(op, fields) {
    if (this.open) {
      this.#socket.send(op, fields);
    }
  }

  async #sayHello(socket) {
    try {
      const answer = await socket.request('hello', this.#hello());
      socket.heartbeat = answer.heartbeat;
      this.#openedAt = this.#timers.now();
      this.#failures = 0;
      this.#status = { kind: 'open' };
      this.#fire('hello', answer);
      this.#setStatus(this.#status);
    } catch (refusal) {
      this.#helloRefused(socket, refusal);
    }
  }

  #helloRefused(socket, refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    if (refusal.code === 'lost') {
      return;
    }
    this.#socket = null;
    socket.end(1000, 'hello refused');
    if (refusal.retry) {
      this.#scheduleRetry(this.#backoff.next(refusal.after ?? 0), refusal.after ?? 0);
    } else {
      this.#setStatus({ kind: 'ended', code: refusal.code, reason: refusal.message });
    }
  }

  #ended(socket, { code, reason }) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    const { reconnect, immediately, minDelay } = reconnectRule(code);
    if (!reconnect) {
      this.#setStatus({ kind: 'ended', code, reason });
      return;
    }
    if (this.#openedAt > 0 && this.#timers.now() - this.#openedAt >= STABLE_MS) {
      this.#backoff.reset();
    }
    const wasOpen = this.#openedAt > 0;
    this.#failures += wasOpen ? 0 : 1;
    this.#openedAt = 0;
    this.#scheduleRetry(immediately && wasOpen ? 0 : this.#backoff.next(minDelay), minDelay);
  }

  #scheduleRetry(ms, minDelay) {
    this.#earliestRetry = this.#timers.now() + minDelay;
    this.#retryIn(ms);
  }

  #retryIn(ms) {
    this.#cancelRetry();
    this.#cancelRetry = this.#timers.after(ms, () => this.start());
    const until = this.#timers.now() + ms;
    this.#setStatus({ kind: 'waiting', until, prolonged: this.#failures > 0 || this.#earliestRetry > this.#timers.now() });
  }

  #setStatus(status) {
    this.#status = status;
    this.#fire('status', status);
  }

  #fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

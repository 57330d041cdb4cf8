import { Backoff } from './backoff.js';
import { reconnectRule } from './close-codes.js';
import { Socket } from './socket.js';
import { Refusal } from './refusal.js';

const STABLE_MS = 10_000;

/**
 * Keeps one link up: connects, says hello, comes back by the rules of protocol.md section 8.
 *
 * Fires `status` (`{kind: 'connecting' | 'open' | 'waiting' | 'ended', lasting?, code?, reason?}`), `hello` with the
 * server's answer before anything else is heard on that link, and `frame` for each event of the server. `lasting`: the
 * connection is not back with the first try, so that people should be told.
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
   * @param openSocket makes a new WebSocket
   * @param greeting gives the fields of `hello`, asked anew for each link
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

  /** Connects now, also after an ending that forbids coming back by itself. */
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

  /** The browser says that it is online or visible again: whoever waits tries at once, whoever is open makes sure. */
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

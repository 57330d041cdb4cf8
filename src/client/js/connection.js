import { Backoff } from './backoff.js';
import { EXPIRED, REJECTED, reconnectRule, rejectsFrame } from './close-codes.js';
import { Emitter } from './emitter.js';
import { Refusal } from './refusal.js';
import { Socket } from './socket.js';

const STABLE_MS = 10_000;

/**
 * Keeps one socket open: connects, sends `hello`, and reconnects by the rules of protocol.md section 8.
 *
 * Emits `status` (`{kind: 'connecting' | 'open' | 'waiting' | 'ended', prolonged?, until?, code?, reason?}`), `hello`
 * with the server's reply before any other event of that socket, `frame` for each event from the server, and `time` for
 * each time that the server tells later. `prolonged` means that the first attempt to reconnect failed, so users should be
 * told; `code` says why the last connection ended: a close code, or that of the refusal of `hello`.
 */
export class Connection extends Emitter {
  #openSocket;
  #hello;
  #expired;
  #rejected;
  #blame;
  #timers;
  #backoff;
  #socket = null;
  #cancelRetry = () => {};
  #earliestRetry = 0;
  #openedAt = 0;
  #failures = 0;
  /** Why the last connection ended, until the next one is open. */
  #code;
  #status = { kind: 'connecting' };

  /**
   * @param openSocket creates a new WebSocket
   * @param hello returns the fields of `hello`; called again for each socket
   * @param expired the token has expired: resolves once there may be another one for the next `hello`, or to `null` if
   *     there is none any more; may reject
   * @param rejected the token was rejected: resolves to the other identity to come back with, `guest` or `token`, if any
   * @param blame returns whether something that was sent takes the blame for a connection closed because of its
   *     content, so that the next one may do better
   */
  constructor({ openSocket, hello, expired, rejected, blame, timers, random }) {
    super();
    this.#openSocket = openSocket;
    this.#hello = hello;
    this.#expired = expired;
    this.#rejected = rejected;
    this.#blame = blame;
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
    this.#leave('replaced');
    const socket = new Socket(this.#openSocket(), this.#timers);
    this.#socket = socket;
    socket.on('open', () => this.#sayHello(socket));
    socket.on('frame', (frame) => this.emit('frame', frame));
    socket.on('time', (now) => this.emit('time', now));
    socket.on('end', (close) => this.#ended(socket, close));
    this.#setStatus({ kind: 'connecting', prolonged: this.#failures > 0, ...(this.#code && { code: this.#code }) });
  }

  /** Closes the connection for good, until [start]. */
  close() {
    this.#leave('closed');
    if (this.#status.kind !== 'ended') {
      this.#setStatus({ kind: 'ended', code: 1000, reason: 'closed by the client' });
    }
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

  request(op, fields, take) {
    return this.open ? this.#socket.request(op, fields, take) : Promise.reject(Refusal.lost());
  }

  send(op, fields) {
    if (this.open) {
      this.#socket.send(op, fields);
    }
  }

  #leave(reason) {
    this.#cancelRetry();
    const former = this.#socket;
    this.#socket = null;
    former?.end(1000, reason);
  }

  async #sayHello(socket) {
    try {
      await socket.request('hello', this.#hello(), (answer) => this.#greeted(socket, answer));
    } catch (refusal) {
      this.#helloRefused(socket, refusal);
    }
  }

  #greeted(socket, answer) {
    if (socket !== this.#socket) {
      return;
    }
    socket.heartbeat = answer.heartbeat;
    this.#openedAt = this.#timers.now();
    this.#failures = 0;
    this.#code = undefined;
    this.#status = { kind: 'open' };
    this.emit('hello', answer);
    if (this.#status.kind === 'open') {
      this.#setStatus(this.#status);
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
    this.#code = refusal.code;
    if (refusal.retry) {
      this.#scheduleRetry(this.#backoff.next(refusal.after ?? 0), refusal.after ?? 0);
    } else {
      this.#setStatus({ kind: 'ended', code: refusal.code, reason: refusal.message });
    }
  }

  #ended(socket, close) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    const wasOpen = this.#openedAt > 0;
    if (wasOpen && this.#timers.now() - this.#openedAt >= STABLE_MS) {
      this.#backoff.reset();
    }
    this.#failures += wasOpen ? 0 : 1;
    this.#openedAt = 0;
    this.#code = close.code;
    const { reconnect, immediately, minDelay } = reconnectRule(close.code);
    if (close.code === EXPIRED) {
      this.#renewToken();
    } else if (close.code === REJECTED) {
      this.#changeIdentity(close);
    } else if (reconnect || (wasOpen && rejectsFrame(close.code) && this.#blame(close))) {
      this.#scheduleRetry(immediately && wasOpen ? 0 : this.#backoff.next(minDelay), minDelay);
    } else {
      this.#setStatus({ kind: 'ended', code: close.code, reason: close.reason });
    }
  }

  async #renewToken() {
    this.#setStatus({ kind: 'connecting' });
    const status = this.#status;
    const [token, reason] = await this.#expired().then(
      (token) => [token],
      (failure) => [undefined, `There is no other token: ${failure?.message}`],
    );
    if (this.#status === status && token === null) {
      this.#setStatus({ kind: 'ended', code: EXPIRED, reason: 'There is no other token' });
    } else if (this.#status === status) {
      this.#scheduleRetry(this.#backoff.next(), 0, reason);
    }
  }

  async #changeIdentity(close) {
    this.#setStatus({ kind: 'ended', code: close.code, reason: close.reason });
    const status = this.#status;
    let identity;
    try {
      identity = await this.#rejected();
    } catch (failure) {
      const reason = `${close.reason}; there is no other identity: ${failure?.message}`;
      if (this.#status === status) {
        this.#setStatus({ kind: 'ended', code: close.code, reason });
      }
      return;
    }
    if (this.#status === status && identity === 'guest') {
      this.start();
    } else if (this.#status === status && identity === 'token') {
      this.#scheduleRetry(this.#backoff.next(), 0);
    }
  }

  #scheduleRetry(ms, minDelay, reason) {
    this.#earliestRetry = this.#timers.now() + minDelay;
    this.#retryIn(ms, reason);
  }

  #retryIn(ms, reason) {
    this.#cancelRetry();
    this.#cancelRetry = this.#timers.after(ms, () => this.start());
    const until = this.#timers.now() + ms;
    const prolonged = this.#failures > 0 || this.#earliestRetry > this.#timers.now();
    this.#setStatus({ kind: 'waiting', until, prolonged, ...(this.#code && { code: this.#code }), ...(reason && { reason }) });
  }

  #setStatus(status) {
    this.#status = status;
    this.emit('status', status);
  }
}

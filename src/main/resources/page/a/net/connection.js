import { Backoff } from './backoff.js';
import { ending } from './endings.js';
import { Link } from './link.js';
import { Refusal } from './refusal.js';

const STEADY_MS = 10_000;

/**
 * Keeps one link up: connects, says hello, comes back by the rules of protocol.md section 8.
 *
 * Fires `status` (`{kind: 'connecting' | 'open' | 'waiting' | 'ended', lasting?, code?, reason?}`), `hello` with the
 * server's answer before anything else is heard on that link, and `frame` for each event of the server. `lasting`: the
 * connection is not back with the first try, so that people should be told.
 */
export class Connection extends EventTarget {
  #openSocket;
  #greeting;
  #timers;
  #backoff;
  #link = null;
  #cancelTry = () => {};
  #floorUntil = 0;
  #openedAt = 0;
  #failures = 0;
  #status = { kind: 'connecting' };

  /**
   * @param openSocket makes a new WebSocket
   * @param greeting gives the fields of `hello`, asked anew for each link
   */
  constructor({ openSocket, greeting, timers, random }) {
    super();
    this.#openSocket = openSocket;
    this.#greeting = greeting;
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
    this.#cancelTry();
    const former = this.#link;
    this.#link = null;
    former?.end(1000, 'replaced');
    const link = new Link(this.#openSocket(), this.#timers);
    this.#link = link;
    link.addEventListener('open', () => this.#greet(link));
    link.addEventListener('frame', ({ detail }) => this.#fire('frame', detail));
    link.addEventListener('end', ({ detail }) => this.#ended(link, detail));
    this.#become({ kind: 'connecting', lasting: this.#failures > 0 });
  }

  /** The browser says that it is online or visible again: whoever waits tries at once, whoever is open makes sure. */
  wake() {
    if (this.#status.kind === 'open') {
      this.#link.probe();
    } else if (this.#status.kind === 'waiting') {
      this.#tryIn(Math.max(0, this.#floorUntil - this.#timers.now()));
    }
  }

  ask(op, fields) {
    return this.open ? this.#link.ask(op, fields) : Promise.reject(Refusal.lost());
  }

  tell(op, fields) {
    if (this.open) {
      this.#link.tell(op, fields);
    }
  }

  async #greet(link) {
    try {
      const answer = await link.ask('hello', this.#greeting());
      link.heartbeat = answer.heartbeat;
      this.#openedAt = this.#timers.now();
      this.#failures = 0;
      this.#status = { kind: 'open' };
      this.#fire('hello', answer);
      this.#become(this.#status);
    } catch (refusal) {
      this.#unwelcome(link, refusal);
    }
  }

  #unwelcome(link, refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    if (refusal.code === 'lost') {
      return;
    }
    this.#link = null;
    link.end(1000, 'hello refused');
    if (refusal.retry) {
      this.#wait(this.#backoff.next(refusal.after ?? 0), refusal.after ?? 0);
    } else {
      this.#become({ kind: 'ended', code: refusal.code, reason: refusal.message });
    }
  }

  #ended(link, { code, reason }) {
    if (link !== this.#link) {
      return;
    }
    this.#link = null;
    const { back, atOnce, floor } = ending(code);
    if (!back) {
      this.#become({ kind: 'ended', code, reason });
      return;
    }
    if (this.#openedAt > 0 && this.#timers.now() - this.#openedAt >= STEADY_MS) {
      this.#backoff.reset();
    }
    const wasOpen = this.#openedAt > 0;
    this.#failures += wasOpen ? 0 : 1;
    this.#openedAt = 0;
    this.#wait(atOnce && wasOpen ? 0 : this.#backoff.next(floor), floor);
  }

  #wait(ms, floor) {
    this.#floorUntil = this.#timers.now() + floor;
    this.#tryIn(ms);
  }

  #tryIn(ms) {
    this.#cancelTry();
    this.#cancelTry = this.#timers.after(ms, () => this.start());
    const until = this.#timers.now() + ms;
    this.#become({ kind: 'waiting', until, lasting: this.#failures > 0 || this.#floorUntil > this.#timers.now() });
  }

  #become(status) {
    this.#status = status;
    this.#fire('status', status);
  }

  #fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

import { Backoff } from './backoff.js';
import { commandOf } from './command.js';
import { Refusal } from './refusal.js';

/** Where the server does not say when (protocol.md section 8). */
const RETRY_MS = 1_000;
/** So often the only item under way is spared, since another command may have been the reason. */
const ROUNDS = 2;

/**
 * Empties the outbox: for each room one item at a time, in order, with the same cid until its outcome is known.
 *
 * It sends to a room only while that is `ready`: after resuming has told what was stored already, and until `pause`.
 * When the server closed the connection because of something it was sent, whatever was under way is sent alone from
 * then on, until the culprit is found: that one fails and is out of the way.
 */
export class Sender {
  #request;
  #outbox;
  #timers;
  #listener;
  #ready = new Set();
  #running = new Set();
  #underWay = new Set();
  /** How often the connection has ended while it was under way, by cid. */
  #suspects = new Map();
  #pauses = new Set();
  #turn = Promise.resolve();
  #round = 0;

  /**
   * @param listener is notified by `stored(item, answer)` and `refused(item, refusal)`, and provides the `positionOf` a room
   */
  constructor({ request, outbox, timers, listener }) {
    this.#request = request;
    this.#outbox = outbox;
    this.#timers = timers;
    this.#listener = listener;
  }

  pause() {
    this.#round += 1;
    this.#ready.clear();
    this.#running.clear();
    this.#underWay.clear();
    this.#turn = Promise.resolve();
    this.#pauses.forEach((end) => end());
  }

  hold(room) {
    this.#ready.delete(room);
  }

  ready(room) {
    this.#ready.add(room);
    this.wake(room);
  }

  /** Called when there may be something new to send. */
  wake(room) {
    if (this.#ready.has(room) && !this.#running.has(room)) {
      this.#running.add(room);
      this.#run(room, this.#round);
    }
  }

  /**
   * The server closed the connection because of something it was sent, while so many commands were `unanswered`. An item
   * that was the only one has failed, or that was the only item several times; else they are suspects. Returns whether
   * the next connection may do better.
   */
  blame({ unanswered, ...close }) {
    const items = [...this.#underWay].filter(({ cid }) => this.#outbox.has(cid));
    const rounds = items.length === 1 ? (this.#suspects.get(items[0].cid) ?? 0) : 0;
    if (items.length === 1 && (unanswered === 1 || rounds >= ROUNDS)) {
      this.#fail(items[0], Refusal.rejected(close));
    } else {
      items.forEach(({ cid }) => this.#suspects.set(cid, (this.#suspects.get(cid) ?? 0) + 1));
    }
    return unanswered > 0;
  }

  /** An item was taken back, or is stored. */
  forget(cid) {
    this.#suspects.delete(cid);
  }

  async #run(room, round) {
    const backoff = new Backoff(() => 1, RETRY_MS);
    while (this.#maySend(room, round)) {
      const item = this.#outbox.next(room);
      if (!item) {
        break;
      }
      await (this.#suspects.size > 0 ? this.#alone(() => this.#sendNext(room, round, backoff)) : this.#send(item, round, backoff));
    }
    if (round === this.#round) {
      this.#running.delete(room);
    }
  }

  #maySend(room, round) {
    return round === this.#round && this.#ready.has(room);
  }

  /** After whatever else is sent alone. */
  #alone(act) {
    this.#turn = this.#turn.then(act);
    return this.#turn;
  }

  async #sendNext(room, round, backoff) {
    const item = this.#maySend(room, round) && this.#outbox.next(room);
    if (item) {
      await this.#send(item, round, backoff);
    }
  }

  async #send(item, round, backoff) {
    const { room, op, state } = item;
    this.#outbox.sending(item, this.#listener.positionOf(room));
    this.#underWay.add(item);
    try {
      const answer = await this.#request(op, commandOf(item));
      this.#settled(item);
      backoff.reset();
      this.#listener.stored(item, answer);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        // A reply that makes no sense says nothing about the item.
        await this.#refused(item, new Refusal({ code: 'internal', message: String(refusal), retry: true }), round, backoff);
        return;
      }
      if (!refusal.outcomeUnknown && item.state === 'unknown') {
        this.#outbox.postponed(item, state);
      }
      await this.#refused(item, refusal, round, backoff);
    }
  }

  async #refused(item, refusal, round, backoff) {
    if (refusal.code === 'lost') {
      // The next connection makes the room ready again; this one may have done so by now.
      if (round === this.#round) {
        this.#ready.delete(item.room);
      }
      return;
    }
    this.#settled(item);
    if (refusal.retry) {
      await this.#wait(refusal.after ?? backoff.next());
    } else if (item.state !== 'stored') {
      this.#fail(item, refusal);
    }
  }

  /** Until the time is over or the connection ends. */
  #wait(ms) {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        this.#pauses.delete(end);
        resolve();
      };
      const cancel = this.#timers.after(ms, end);
      this.#pauses.add(end);
    });
  }

  #fail(item, refusal) {
    this.#settled(item);
    this.#outbox.failed(item, refusal);
    this.#listener.refused(item, refusal);
  }

  #settled(item) {
    this.#underWay.delete(item);
    this.#suspects.delete(item.cid);
  }
}

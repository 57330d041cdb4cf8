import { Backoff } from '../net/backoff.js';
import { Refusal } from '../net/refusal.js';

/**
 * Empties the outbox: for each room one item at a time, in order, with the same cid until its outcome is known.
 *
 * It sends to a room only while that is `ready`: after resuming has told what was stored already, and until `pause`.
 */
export class Sender {
  #request;
  #outbox;
  #timers;
  #listener;
  #ready = new Map();
  #running = new Set();
  #round = 0;

  /**
   * @param listener is notified by `stored(item, answer)` and `refused(item, refusal)`, and provides the `positionOf` a
   *     room and the `fieldsOf` an item's command
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
  }

  hold(room) {
    this.#ready.delete(room);
  }

  ready(room) {
    this.#ready.set(room, true);
    this.wake(room);
  }

  /** Called when there may be something new to send. */
  wake(room) {
    if (this.#ready.has(room) && !this.#running.has(room)) {
      this.#running.add(room);
      this.#run(room, this.#round);
    }
  }

  async #run(room, round) {
    const backoff = new Backoff(() => 1);
    while (round === this.#round && this.#ready.has(room)) {
      const item = this.#outbox.next(room);
      if (!item) {
        break;
      }
      await this.#send(item, backoff);
    }
    if (round === this.#round) {
      this.#running.delete(room);
    }
  }

  async #send(item, backoff) {
    const { room, op, state } = item;
    this.#outbox.sending(item, this.#listener.positionOf(room));
    try {
      const answer = await this.#request(op, this.#listener.fieldsOf(item));
      backoff.reset();
      this.#outbox.stored(answer.id, answer);
      this.#listener.stored(item, answer);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      if (!refusal.outcomeUnknown && item.state !== 'stored') {
        this.#outbox.postponed(item, state);
      }
      await this.#refused(item, refusal, backoff);
    }
  }

  async #refused(item, refusal, backoff) {
    if (refusal.code === 'lost') {
      this.#ready.delete(item.room);
    } else if (refusal.retry) {
      await new Promise((resolve) => this.#timers.after(refusal.after ?? backoff.next(), resolve));
    } else if (item.state !== 'stored') {
      this.#outbox.failed(item, { code: refusal.code, message: refusal.message });
      this.#listener.refused(item, refusal);
    }
  }
}

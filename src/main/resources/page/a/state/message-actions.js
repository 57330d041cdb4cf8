import { idOf } from '../client/outbox.js';
import { excessOf } from './excess.js';

/** What the user does to the log of a room. All of it goes through the outbox, so none of it needs a connection. */
export class MessageActions {
  #client;
  #otherTabs;
  #problems = new Map();

  constructor({ client, otherTabs }) {
    this.#client = client;
    this.#otherTabs = otherTabs;
  }

  /** Sends a message; `more` may say what it answers (`reply`, a seq, and `of`, an id), and `mentions`. */
  send(room, text, more = {}) {
    this.#room(room).send({ text, ...more });
  }

  /** What of a message or a change is beyond the server's limits, if anything: `{size, most, encoded}`, in bytes. */
  excess(room, op, { of: answered, ...fields }) {
    const item = { op, room: room.id, user: this.#client.user?.id ?? '', ...fields, answered };
    return excessOf(item, this.#client.limits);
  }

  /** Instead of whatever change to its text waits. */
  edit(room, message, text) {
    this.dismissProblem(message);
    this.#client.stopTyping();
    const former = this.#client.waiting(room.id).filter(({ op, target, state }) => op === 'edit' && target === message.id && state !== 'unknown');
    former.forEach((item) => this.discard(item));
    this.#room(room).edit(message, text);
  }

  remove(room, message) {
    this.dismissProblem(message);
    this.#room(room).delete(message);
  }

  react(room, message, emoji, on) {
    this.dismissProblem(message);
    this.#room(room).react(message, emoji, on);
  }

  /**
   * Returns the user's unconfirmed messages in a room, with their `state`; those of other tabs are marked `inOtherTab`.
   */
  waiting(room) {
    const from = { id: this.#client.user?.id ?? '', name: this.#client.user?.name };
    const others = this.#otherTabs.waiting().filter((item) => item.room === room && item.state !== 'stored' && item.state !== 'failed');
    return [...this.#client.waiting(room), ...others.map((item) => ({ ...item, id: idOf(item), inOtherTab: true }))]
      .filter(({ op }) => op === 'send')
      .sort((a, b) => a.order - b.order)
      .map((item) => ({ ...item, at: this.#client.serverTime(item.at), from: { ...from, id: item.user ?? '' } }));
  }

  /** Whether anything waits in another tab. */
  get waitsElsewhere() {
    return this.#otherTabs.waiting().some(({ state }) => state !== 'stored');
  }

  /** Returns the user's unconfirmed changes to messages, by message id. */
  pendingChanges(room) {
    return this.#changes(room, ({ state }) => state !== 'failed');
  }

  /** Returns the user's changes to texts that were refused, by message id. */
  refusedChanges(room) {
    return this.#changes(room, ({ state }) => state === 'failed');
  }

  #changes(room, which) {
    const changes = this.#client.waiting(room).filter((item) => item.op !== 'send' && which(item));
    return Map.groupBy(changes, ({ target }) => target);
  }

  /** Returns a message or change that waits, to put it back after it was discarded. */
  pending(room, cid) {
    const item = this.#client.waiting(room).find((one) => one.cid === cid);
    return item && (({ id, ...kept }) => kept)(item);
  }

  restore(item) {
    this.#client.restore(item);
  }

  /** Why the user's last change to a message was refused, `{action, why}`, until it is dismissed or made anew. */
  problemOf({ id }) {
    return this.#problems.get(id);
  }

  changeRefused({ op, target }, why) {
    this.#problems.set(target, { action: op, why });
  }

  dismissProblem({ id }) {
    this.#problems.delete(id);
  }

  retry({ cid }) {
    this.#client.retry(cid);
  }

  /** Takes back what waits, here or in another tab. Returns whether it was still here. */
  discard({ cid, inOtherTab }) {
    if (inOtherTab) {
      this.#otherTabs.cancel(cid);
      return false;
    }
    return this.#client.cancel(cid);
  }

  #room(room) {
    return this.#client.rooms.get(room.id ?? room);
  }
}

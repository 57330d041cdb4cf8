import { idOf } from './outbox.js';

/** What the user does to the log of a room. All of it goes through the outbox, so none of it needs a connection. */
export class MessageActions {
  #outbox;
  #otherTabs;
  #sender;
  #typing;
  #me;
  #changed;

  constructor({ outbox, otherTabs, sender, typing, me, changed }) {
    this.#outbox = outbox;
    this.#otherTabs = otherTabs;
    this.#sender = sender;
    this.#typing = typing;
    this.#me = me;
    this.#changed = changed;
  }

  /** Sends a message; `more` may contain `reply` (a seq) with the id `answered`, and `mentions`. */
  send(room, text, more = {}) {
    this.#typing.sent();
    this.#add(room.id ?? room, 'send', { text, ...more });
  }

  edit(room, message, text) {
    this.#typing.stop();
    this.#change(room, 'edit', message, { text });
  }

  remove(room, message) {
    this.#change(room, 'delete', message, {});
  }

  react(room, message, emoji, on) {
    this.#change(room, 'react', message, { emoji, on });
  }

  /**
   * Returns the user's unconfirmed messages in a room, with their `state`; those of other tabs are marked `inOtherTab`.
   */
  waiting(room) {
    const from = { id: this.#me()?.id ?? '', name: this.#me()?.name };
    const others = this.#otherTabs().filter((item) => item.room === room && item.state !== 'stored' && item.state !== 'failed');
    return [...this.#outbox.waiting(room), ...others.map((item) => ({ ...item, inOtherTab: true }))]
      .filter(({ op }) => op === 'send')
      .sort((a, b) => a.order - b.order)
      .map((item) => ({ ...item, id: idOf(item), from: { ...from, id: item.user ?? '' } }));
  }

  /** Returns the user's unconfirmed changes to messages, by message id. */
  pendingChanges(room) {
    const changes = this.#outbox.waiting(room).filter(({ op, state }) => op !== 'send' && state !== 'failed');
    return Map.groupBy(changes, ({ target }) => target);
  }

  retry({ cid, room }) {
    this.#outbox.retry(cid, this.#me()?.id);
    this.#sender.wake(room);
    this.#changed();
  }

  discard({ cid }) {
    this.#outbox.drop(cid);
    this.#changed();
  }

  /**
   * Refers to the message by id rather than seq: if the store lost the end of its log, the message may get another seq.
   */
  #change(room, op, message, fields) {
    this.#add(room.id, op, { target: message.id, ...fields });
  }

  #add(room, op, fields) {
    this.#outbox.add(this.#me()?.id, room, op, fields);
    this.#sender.wake(room);
    this.#changed();
  }
}

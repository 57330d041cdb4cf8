import { idOf } from './outbox.js';

/** What the user does to the log of a room: all of it goes through the outbox, so none of it needs a connection. */
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

  /** Says something; `more` may hold `reply` (a seq) with the id `answered`, and `mentions`. */
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
   * What the user said in a room and nobody has confirmed, as messages with their `state`; what another tab is to send
   * says `elsewhere`.
   */
  waiting(room) {
    const from = { id: this.#me()?.id ?? '', name: this.#me()?.name };
    const others = this.#otherTabs().filter((item) => item.room === room && item.state !== 'stored' && item.state !== 'failed');
    return [...this.#outbox.waiting(room), ...others.map((item) => ({ ...item, inOtherTab: true }))]
      .filter(({ op }) => op === 'send')
      .sort((a, b) => a.order - b.order)
      .map((item) => ({ ...item, id: idOf(item), from: { ...from, id: item.user ?? '' } }));
  }

  /** Changes to messages that nobody has confirmed, by the message's id. */
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

  /** By its id and not by its seq alone: a store that lost its tail may give the message another place. */
  #change(room, op, message, fields) {
    this.#add(room.id, op, { target: message.id, ...fields });
  }

  #add(room, op, fields) {
    this.#outbox.add(this.#me()?.id, room, op, fields);
    this.#sender.wake(room);
    this.#changed();
  }
}

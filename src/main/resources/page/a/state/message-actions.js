/** What the user does to the log of a room. All of it goes through the outbox, so none of it needs a connection. */
export class MessageActions {
  #client;
  #otherTabs;

  constructor({ client, otherTabs }) {
    this.#client = client;
    this.#otherTabs = otherTabs;
  }

  /** Sends a message; `more` may contain `reply` (a seq) with the id `answered`, and `mentions`. */
  send(room, text, more = {}) {
    this.#client.add(room.id ?? room, 'send', { text, ...more });
  }

  edit(room, message, text) {
    this.#client.stopTyping();
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
    const from = { id: this.#client.user?.id ?? '', name: this.#client.user?.name };
    const others = this.#otherTabs().filter((item) => item.room === room && item.state !== 'stored' && item.state !== 'failed');
    return [...this.#client.waiting(room), ...others.map((item) => ({ ...item, id: `${item.user}.${item.cid}`, inOtherTab: true }))]
      .filter(({ op }) => op === 'send')
      .sort((a, b) => a.order - b.order)
      .map((item) => ({ ...item, from: { ...from, id: item.user ?? '' } }));
  }

  /** Returns the user's unconfirmed changes to messages, by message id. */
  pendingChanges(room) {
    const changes = this.#client.waiting(room).filter(({ op, state }) => op !== 'send' && state !== 'failed');
    return Map.groupBy(changes, ({ target }) => target);
  }

  retry({ cid }) {
    this.#client.retry(cid);
  }

  discard({ cid }) {
    this.#client.cancel(cid);
  }

  /**
   * Refers to the message by id rather than seq: if the store lost the end of its log, the message may get another seq.
   */
  #change(room, op, message, fields) {
    this.#client.add(room.id, op, { target: message.id, ...fields });
  }
}

/**
 * The messages of one room in rising `seq`, each `id` once (protocol.md section 6: a client's part).
 *
 * A message is as in a `messages` list of the protocol: `{epoch, seq, id, from, at, text?, data?, edited?, deleted?}`.
 */
export class Log {
  #messages = [];
  #byId = new Map();

  get messages() {
    return this.#messages;
  }

  get first() {
    return this.#messages[0];
  }

  get last() {
    return this.#messages.at(-1);
  }

  has(id) {
    return this.#byId.has(id);
  }

  /** Puts it where its `seq` says; one that stood elsewhere under the same id moves. */
  put(message) {
    this.drop(message.id);
    this.#byId.set(message.id, message);
    this.#messages.splice(this.#place(message.seq), 0, message);
  }

  /** A new form of the message at `seq`, if it is here. */
  change(seq, fields) {
    const index = this.#place(seq) - 1;
    const message = this.#messages[index];
    if (message?.seq === seq) {
      this.#messages[index] = { ...message, ...fields };
      this.#byId.set(message.id, this.#messages[index]);
    }
  }

  drop(id) {
    const message = this.#byId.get(id);
    if (message) {
      this.#byId.delete(id);
      this.#messages.splice(this.#messages.indexOf(message), 1);
    }
  }

  clear() {
    this.#messages = [];
    this.#byId.clear();
  }

  /** Where the first message above `seq` stands; from the end, for most of them belong there. */
  #place(seq) {
    let index = this.#messages.length;
    while (index > 0 && this.#messages[index - 1].seq > seq) {
      index -= 1;
    }
    return index;
  }
}

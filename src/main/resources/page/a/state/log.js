/**
 * The messages of one room in rising `seq`, each `id` once (protocol.md section 6: a client's part).
 *
 * A message is as in a `messages` list of the protocol: `{epoch, seq, id, from, at, text?, data?, reply?, mentions?,
 * edited?, deleted?, reactions?}`.
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

  get(id) {
    return this.#byId.get(id);
  }

  /** The message at `seq`, if it is here. */
  at(seq) {
    const message = this.#messages[this.#place(seq) - 1];
    return message?.seq === seq ? message : undefined;
  }

  /** Puts it where its `seq` says; one that stood elsewhere under the same id moves. */
  put(message) {
    this.drop(message.id);
    this.#byId.set(message.id, message);
    this.#messages.splice(this.#place(message.seq), 0, message);
  }

  /** A new form of the message at `seq`, if it is here: `form` gets the present one and answers what is different. */
  change(seq, form) {
    const message = this.at(seq);
    if (message) {
      const changed = { ...message, ...form(message) };
      this.#messages[this.#place(seq) - 1] = changed;
      this.#byId.set(message.id, changed);
    }
  }

  drop(id) {
    const message = this.#byId.get(id);
    if (message) {
      this.#byId.delete(id);
      this.#messages.splice(this.#place(message.seq) - 1, 1);
    }
  }

  clear() {
    this.#messages = [];
    this.#byId.clear();
  }

  /** Where the first message above `seq` stands. */
  #place(seq) {
    let [low, high] = [0, this.#messages.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#messages[middle].seq > seq) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}

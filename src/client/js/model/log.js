/**
 * The messages of one room by ascending `seq`, each `id` once (protocol.md section 6: a client's part).
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

  /** The message at `seq`, if it is loaded. */
  at(seq) {
    const message = this.#messages[this.#place(seq) - 1];
    return message?.seq === seq ? message : undefined;
  }

  /** Inserts a message by its `seq`, and removes an earlier copy with the same id. */
  put(message) {
    this.drop(message.id);
    this.#byId.set(message.id, message);
    this.#messages.splice(this.#place(message.seq), 0, message);
  }

  /** Changes the message at `seq`, if it is loaded: `form` receives it and returns the fields that change. */
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

  /** The index of the first message after `seq`. */
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

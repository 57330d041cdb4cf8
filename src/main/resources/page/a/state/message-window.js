const INITIAL_SIZE = 120;
const STEP = 60;
const MAX_SIZE = 240;

/**
 * The part of a room's messages that is rendered, so that a long conversation stays smooth. It is identified by the ids
 * at its two ends, so it does not move when messages are added before or after it.
 */
export class MessageWindow {
  #first;
  #last;

  /** Whether it includes the newest message. */
  get atEnd() {
    return this.#last === undefined;
  }

  visible(messages) {
    const [from, to] = this.#range(messages);
    return messages.slice(from, to);
  }

  /** Whether earlier messages are loaded but not shown. */
  hasEarlier(messages) {
    return this.#range(messages)[0] > 0;
  }

  showEarlier(messages) {
    const [from, to] = this.#range(messages);
    const first = Math.max(0, from - STEP);
    this.#keep(messages, first, Math.min(to, first + MAX_SIZE));
  }

  showLater(messages) {
    const [from, to] = this.#range(messages);
    const last = Math.min(messages.length, to + STEP);
    this.#keep(messages, Math.max(from, last - MAX_SIZE), last);
  }

  /** Moves it so that the message at `index` is near its middle. */
  showAround(messages, index) {
    const first = Math.max(0, index - STEP);
    this.#keep(messages, first, Math.min(messages.length, first + INITIAL_SIZE));
  }

  showLatest() {
    this.#first = undefined;
    this.#last = undefined;
  }

  #keep(messages, from, to) {
    this.#first = messages[from]?.id;
    this.#last = to === messages.length ? undefined : messages[to - 1]?.id;
  }

  #range(messages) {
    const last = this.#last === undefined ? -1 : messages.findIndex(({ id }) => id === this.#last);
    const to = last < 0 ? messages.length : last + 1;
    const first = this.#first === undefined ? -1 : messages.findIndex(({ id }) => id === this.#first);
    return [first < 0 || first >= to ? Math.max(0, to - INITIAL_SIZE) : first, to];
  }
}

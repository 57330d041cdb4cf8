const SIZE = 120;
const STEP = 60;
const MOST = 240;

/**
 * The part of a room's messages that is on the page: a long conversation stays smooth because most of it is not drawn.
 * Kept by the ids at its two ends, so that it stays where it is when messages come above or below it.
 */
export class Frame {
  #first;
  #last;

  /** Whether the newest message is in it. */
  get atEnd() {
    return this.#last === undefined;
  }

  of(messages) {
    const [from, to] = this.#range(messages);
    return messages.slice(from, to);
  }

  /** Whether it could move up without anything being loaded. */
  hidesEarlier(messages) {
    return this.#range(messages)[0] > 0;
  }

  earlier(messages) {
    const [from, to] = this.#range(messages);
    const first = Math.max(0, from - STEP);
    this.#keep(messages, first, Math.min(to, first + MOST));
  }

  later(messages) {
    const [from, to] = this.#range(messages);
    const last = Math.min(messages.length, to + STEP);
    this.#keep(messages, Math.max(from, last - MOST), last);
  }

  /** So that the message at `index` is somewhere in its middle. */
  around(messages, index) {
    const first = Math.max(0, index - STEP);
    this.#keep(messages, first, Math.min(messages.length, first + SIZE));
  }

  toEnd() {
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
    return [first < 0 || first >= to ? Math.max(0, to - SIZE) : first, to];
  }
}

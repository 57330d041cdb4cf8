/** So few are drawn at once; where the screen has room for more, twice as many in the next frame, and so on. */
const INITIAL_SIZE = 8;
/** The most that it opens with, so that it reaches back to what is new. */
const MAX_INITIAL_SIZE = 120;
const STEP = 60;
const MAX_SIZE = 240;

/**
 * The part of a room's messages that is rendered, so that a long conversation stays smooth. It is identified by the ids
 * at its two ends, so it does not move when messages are added before or after it. `messages` are those that are loaded;
 * they may end before the newest (`newest` is false), and the window then ends with one of them.
 */
export class MessageWindow {
  #first;
  #last;
  #all = false;
  #initial = INITIAL_SIZE;
  #wanted = INITIAL_SIZE;

  /** Whether it includes the newest message. */
  get atEnd() {
    return this.#last === undefined;
  }

  /** Whether everything that is loaded is shown, to be printed. */
  get whole() {
    return this.#all;
  }

  /** @param since the seq of the oldest message that a room should open with, if it matters */
  visible(messages, since = Infinity) {
    const wanted = messages.length - messages.findLastIndex(({ seq }) => seq < since) - 1;
    this.#wanted = Math.max(Math.min(wanted, MAX_INITIAL_SIZE), this.#initial);
    const [from, to] = this.#all ? [0, messages.length] : this.#range(messages);
    return messages.slice(from, to);
  }

  /** Whether earlier messages are loaded but not shown. */
  hasEarlier(messages) {
    return !this.#all && this.#range(messages)[0] > 0;
  }

  /** Whether later messages are loaded but not shown. */
  hasLater(messages) {
    return this.#range(messages)[1] < messages.length;
  }

  /** Shows more to a reader at the end, who has not asked for it: new messages still push the oldest out. */
  extend(messages, newest = true) {
    if (this.#first === undefined && this.atEnd && this.#initial < MAX_SIZE) {
      this.#initial = Math.min(MAX_SIZE, 2 * this.#initial);
    } else {
      this.showEarlier(messages, newest);
    }
  }

  showEarlier(messages, newest = true) {
    const [from, to] = this.#range(messages);
    const first = Math.max(0, from - STEP);
    this.#keep(messages, first, Math.min(to, first + MAX_SIZE), newest);
  }

  showLater(messages, newest = true) {
    const [from, to] = this.#range(messages);
    const last = Math.min(messages.length, to + STEP);
    this.#keep(messages, Math.max(from, last - MAX_SIZE), last, newest);
  }

  /** Moves it so that the message at `index` is near its middle. */
  showAround(messages, index, newest = true) {
    const first = Math.max(0, index - STEP);
    this.#keep(messages, first, Math.min(messages.length, first + 2 * STEP), newest);
  }

  showLatest() {
    this.#first = undefined;
    this.#last = undefined;
  }

  /** Shows everything that is loaded, or again only a part. */
  showAll(all) {
    this.#all = all;
  }

  #keep(messages, from, to, newest) {
    this.#first = messages[from]?.id;
    this.#last = newest && to === messages.length ? undefined : messages[to - 1]?.id;
  }

  #range(messages) {
    const last = this.#last === undefined ? -1 : messages.findIndex(({ id }) => id === this.#last);
    const to = last < 0 ? messages.length : last + 1;
    const first = this.#first === undefined ? -1 : messages.findIndex(({ id }) => id === this.#first);
    return [first < 0 || first >= to ? Math.max(0, to - this.#wanted) : first, to];
  }
}

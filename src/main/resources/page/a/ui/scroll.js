const NEAR_PX = 60;
const OLDER_PX = 200;

/**
 * Keeps the reader's place in the log: at its end when he was there, else at the line he was reading, also when
 * earlier messages are put above it.
 */
export class Scroll {
  #log;
  #room;
  #atEnd = true;
  #height = 0;
  #top = 0;
  #first;

  /** Before the log is drawn anew. */
  before(log) {
    if (log) {
      this.#atEnd = log.scrollHeight - log.scrollTop - log.clientHeight <= NEAR_PX;
      this.#height = log.scrollHeight;
      this.#top = log.scrollTop;
    }
  }

  /** After it was drawn; `first` is the id of its first message. */
  after(log, room, first) {
    if (!log) {
      this.#room = undefined;
      return;
    }
    if (room !== this.#room || this.#atEnd) {
      log.scrollTop = log.scrollHeight;
    } else if (first !== this.#first) {
      log.scrollTop = this.#top + log.scrollHeight - this.#height;
    }
    this.#log = log;
    this.#room = room;
    this.#first = first;
  }

  /** The place changed its size, as when a keyboard opens: whoever was at the end stays there. */
  resized() {
    if (this.#log && this.#atEnd) {
      this.#log.scrollTop = this.#log.scrollHeight;
    }
  }

  /** Whether the reader is about to see the first message there is. */
  nearStart(log) {
    this.#atEnd = log.scrollHeight - log.scrollTop - log.clientHeight <= NEAR_PX;
    return log.scrollTop < OLDER_PX && log.scrollHeight > log.clientHeight;
  }
}

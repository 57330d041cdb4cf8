const NEAR_PX = 60;
const EDGE_PX = 600;

/**
 * Keeps the reader's place in the log: at its end when he was there, else at the line he was reading, whatever is put
 * above or below it.
 */
export class Scroll {
  #log;
  #room;
  #anchor;
  #anchorTop = 0;
  #sizes = new ResizeObserver(() => this.#resized());
  /** Whether the reader is not at the end. */
  away = false;

  /** Before the log is drawn anew. */
  before(log) {
    if (log && log === this.#log) {
      this.#anchor = this.away ? firstVisible(log) : undefined;
      this.#anchorTop = this.#anchor?.getBoundingClientRect().top ?? 0;
    }
  }

  /** After it was drawn. Whoever comes into a room begins where the unread does, or at its end. */
  after(log, room) {
    if (!log) {
      this.#room = undefined;
      return;
    }
    this.#observe(log);
    if (room !== this.#room) {
      this.#room = room;
      this.#anchor = undefined;
      this.#begin(log);
    } else if (!this.away) {
      this.toEnd();
    } else if (this.#anchor?.isConnected) {
      log.scrollTop += this.#anchor.getBoundingClientRect().top - this.#anchorTop;
    }
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.away = false;
  }

  /** The reader moved it. */
  moved() {
    this.away = !this.nearEnd();
  }

  nearEnd(px = NEAR_PX) {
    const log = this.#log;
    return log.scrollHeight - log.scrollTop - log.clientHeight <= px;
  }

  /** Whether the reader is about to see the first or the last message that is drawn. */
  get nearEdge() {
    const log = this.#log;
    if (!log || log.scrollHeight <= log.clientHeight) {
      return undefined;
    }
    return log.scrollTop < EDGE_PX ? 'start' : this.nearEnd(EDGE_PX) ? 'end' : undefined;
  }

  #begin(log) {
    const line = log.querySelector('#unread-line');
    this.toEnd();
    if (line) {
      log.scrollTop -= Math.max(0, log.getBoundingClientRect().top + log.clientHeight / 4 - line.getBoundingClientRect().top);
      this.moved();
    }
  }

  #observe(log) {
    if (log !== this.#log) {
      this.#sizes.disconnect();
      this.#sizes.observe(log);
      this.#sizes.observe(log.firstElementChild);
      this.#log = log;
    }
  }

  /** As when a keyboard opens or the field grows: whoever was at the end stays there. */
  #resized() {
    if (this.#log?.isConnected && !this.away) {
      this.toEnd();
    }
  }
}

function firstVisible(log) {
  const { top } = log.getBoundingClientRect();
  return [...log.querySelectorAll('.message')].find((line) => line.getBoundingClientRect().bottom > top);
}

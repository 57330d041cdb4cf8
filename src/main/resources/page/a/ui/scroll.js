const NEAR_PX = 60;
const EDGE_PX = 600;
const GAP_PX = 8;

/**
 * Keeps the scroll position of the log: at its end if the reader was there, else at the message they were reading,
 * whatever is inserted above or below it.
 */
export class Scroll {
  #log;
  #room;
  #anchor;
  #anchorTop = 0;
  #size;
  #sizes = new ResizeObserver(() => this.#resized());
  /** Whether the reader has scrolled away from the end. */
  away = false;
  /** Whether the log ends with the newest message: only then does a reader at its end stay there. */
  newest = true;

  /** Called before the log is rendered. */
  before(log) {
    if (log && log === this.#log) {
      this.#anchor = this.away ? firstVisible(log) : undefined;
      this.#anchorTop = this.#anchor?.getBoundingClientRect().top ?? 0;
    }
  }

  /**
   * Called after it is rendered. A room that was just opened starts at its first unread message, at the greeting of a
   * newcomer, or at its end.
   */
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
    if (this.away && this.newest && this.nearEnd()) {
      this.away = false;
    }
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#size = sizeOf(this.#log);
    this.away = false;
  }

  /** Called when the reader scrolls, or the browser, because the log has got another size. */
  moved() {
    const size = sizeOf(this.#log);
    if (!this.away && size !== this.#size) {
      this.toEnd();
    } else {
      this.away = !(this.newest && this.nearEnd());
    }
    this.#size = size;
  }

  nearEnd(px = NEAR_PX) {
    const log = this.#log;
    return log.scrollHeight - log.scrollTop - log.clientHeight <= px;
  }

  /** Whether the reader is near the first or the last of the rendered messages. */
  get nearStart() {
    return this.scrolls && this.#log.scrollTop < EDGE_PX;
  }

  get nearLast() {
    return this.scrolls && this.nearEnd(EDGE_PX);
  }

  /** Whether there is more than the log has room for. */
  get scrolls() {
    return this.#log !== undefined && this.#log.scrollHeight > this.#log.clientHeight;
  }

  #begin(log) {
    const line = log.querySelector('#unread-line');
    const greeting = log.querySelector('#welcome');
    this.toEnd();
    if (line) {
      this.#reveal(log, line, log.clientHeight / 4);
    } else if (greeting) {
      this.#reveal(log, greeting, GAP_PX);
    }
  }

  /** Scrolls back until this is at least so far below the upper edge. */
  #reveal(log, element, px) {
    const hidden = log.getBoundingClientRect().top + px - element.getBoundingClientRect().top;
    if (hidden > 0) {
      log.scrollTop -= hidden;
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

  /** For instance when a keyboard opens or the field grows: a reader at the end stays there. */
  #resized() {
    if (this.#log?.isConnected && !this.away) {
      this.toEnd();
    }
  }
}

function sizeOf({ clientWidth, clientHeight }) {
  return `${clientWidth} ${clientHeight}`;
}

function firstVisible(log) {
  const { top } = log.getBoundingClientRect();
  return [...log.querySelectorAll('.message')].find((line) => line.getBoundingClientRect().bottom > top);
}

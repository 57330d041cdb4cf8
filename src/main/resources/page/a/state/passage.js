import { applyEntry } from '../client/model/entry.js';
import { Log } from '../client/model/log.js';

/** How many messages are loaded at once on either side. */
const PAGE = 50;

/**
 * A part of a room's log that was loaded around one message, far above what is loaded at its end: what is in between is
 * not loaded yet, so the two are never shown as one. It grows at both ends.
 */
export class Passage {
  log = new Log();
  /** Whether there are messages before it, and between it and what is loaded at the end. */
  more = false;
  moreLater = true;
  #history;

  /** @param history returns a page of messages, `{messages, more}` */
  constructor(history) {
    this.#history = history;
  }

  /** Loads what is around `seq`; returns whether the message is still there. */
  async load(seq) {
    const [before, after] = await Promise.all([
      this.#history({ before: seq + 1, limit: PAGE }),
      this.#history({ after: seq, limit: PAGE }),
    ]);
    this.#add(before, after);
    Object.assign(this, { more: before.more, moreLater: after.more });
    return this.log.at(seq) !== undefined;
  }

  async loadEarlier() {
    const page = await this.#history({ before: this.log.first.seq, limit: PAGE });
    this.#add(page);
    this.more = page.more;
  }

  async loadLater() {
    const page = await this.#history({ after: this.log.last.seq, limit: PAGE });
    this.#add(page);
    this.moreLater = page.more;
  }

  /** Whether nothing is missing between it and a log of newer messages. */
  reaches(newer) {
    return !this.moreLater || (newer.first !== undefined && this.log.last?.seq >= newer.first.seq);
  }

  /** Applies a change to one of its messages. A message that has got another position is among the newest now. */
  apply(event, me) {
    if (event.ev === 'message') {
      this.log.drop(event.id);
    } else {
      applyEntry(this.log, event, me);
    }
  }

  #add(...pages) {
    pages.flatMap(({ messages }) => messages).forEach((message) => this.log.put(message));
  }
}

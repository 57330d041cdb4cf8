import { folded } from './folded.js';

/** So that not every letter is asked for while someone types. */
const PAUSE_MS = 150;
/** A page may have nothing on it, and still not be the last. */
const MAX_EMPTY_PAGES = 5;
const RETRY_MS = 1_000;

/**
 * Asks the server for what the page has not loaded, by name: the latest query only, once typing pauses. `found` is what
 * came last, perhaps for an earlier query; whoever shows it compares it with the present one.
 */
export class Search {
  #ask;
  #timers;
  #changed;
  #cancel = () => {};
  #subject;
  #query = '';
  #answered;
  found = [];
  cursor;

  /** @param ask `(subject, {query, cursor?})`, resolves to `{found, cursor?}` */
  constructor({ ask, timers, changed }) {
    this.#ask = ask;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** Looks for this query, in this subject. An empty one ends the search. */
  find(subject, text) {
    const query = folded(text);
    if (subject === this.#subject && query === this.#query) {
      return;
    }
    const narrower = this.#complete && subject === this.#subject && query.startsWith(this.#answered);
    if (subject !== this.#subject || query.trim() === '') {
      this.#clear();
    }
    this.#cancel();
    Object.assign(this, { cursor: undefined });
    this.#subject = subject;
    this.#query = query;
    if (query.trim() !== '' && !narrower) {
      this.#later(PAUSE_MS);
    }
  }

  /** Whether the answer to the present query, or to a shorter one that includes it, is still under way. */
  get searching() {
    return this.#query.trim() !== '' && !(this.#answered !== undefined && this.#query.startsWith(this.#answered));
  }

  /** Adds the next page. */
  async more() {
    await this.#fetch(this.cursor, this.found);
  }

  #show(query, found, cursor) {
    this.#answered = query;
    Object.assign(this, { found, cursor });
    this.#changed();
  }

  /** All that there is for the last query that was answered. */
  get #complete() {
    return this.#answered !== undefined && this.cursor === undefined;
  }

  #clear() {
    this.#answered = undefined;
    this.found = [];
    this.cursor = undefined;
  }

  #later(ms) {
    this.#cancel = this.#timers.after(ms, () => this.#fetch(undefined, []));
  }

  async #fetch(cursor, before, empty = 0) {
    const [subject, query] = [this.#subject, this.#query];
    const current = () => subject === this.#subject && query === this.#query;
    try {
      const page = await this.#ask(subject, { query, ...(cursor && { cursor }) });
      if (!current()) {
        return;
      }
      if (page.found.length === 0 && page.cursor && empty < MAX_EMPTY_PAGES) {
        await this.#fetch(page.cursor, before, empty + 1);
        return;
      }
      this.#show(query, [...before, ...page.found], page.cursor);
    } catch (refusal) {
      if (current() && refusal.retry) {
        this.#later(refusal.after ?? RETRY_MS);
      } else if (current()) {
        this.#show(query, before);
      }
    }
  }
}

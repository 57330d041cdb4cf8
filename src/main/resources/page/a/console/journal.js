/** So many entries are kept; the oldest go first. */
const MOST = 500;

/**
 * What was sent and what came, in order: `{key, at, kind: 'sent' | 'reply' | 'event' | 'line', name, room?, frame?, took?,
 * problem?}`. While it is paused it goes on collecting, and shows what it had. Fires `change`.
 */
export class Journal extends EventTarget {
  #entries = [];
  #count = 0;
  #shown;

  room = '';
  name = '';
  /** How many entries are gone. */
  lost = 0;

  add(entry) {
    this.#count += 1;
    this.#entries.push(Object.freeze({ key: this.#count, ...entry }));
    if (this.#entries.length > MOST) {
      this.#entries.shift();
      this.lost += 1;
    }
    this.#changed();
  }

  get paused() {
    return this.#shown !== undefined;
  }

  /** How many have come while it is paused. */
  get waiting() {
    return this.#shown ? this.#count - (this.#shown.at(-1)?.key ?? this.#shown.count) : 0;
  }

  pause(paused) {
    this.#shown = paused ? Object.assign([...this.#entries], { count: this.#count }) : undefined;
    this.#changed();
  }

  /** What is shown: of one room, or of one name, if that is asked for. */
  get entries() {
    const room = this.room.trim();
    return (this.#shown ?? this.#entries).filter((entry) => (!room || entry.room === room) && (!this.name || entry.name === this.name));
  }

  get empty() {
    return (this.#shown ?? this.#entries).length === 0;
  }

  /** All names there are, to choose one. */
  get names() {
    return [...new Set((this.#shown ?? this.#entries).map(({ name }) => name))].sort();
  }

  filter(chosen) {
    Object.assign(this, chosen);
    this.#changed();
  }

  clear() {
    this.#entries = [];
    this.#shown = this.#shown && Object.assign([], { count: this.#count });
    this.lost = 0;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

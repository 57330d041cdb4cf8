const MOST = 50;

/**
 * Who came and who went, folded into one note between two messages. A note is
 * `{key, after: seq, ways: Map of user id → {name, way: 'came' | 'left'}}`.
 */
export class Comings {
  #notes = [];
  #keys = 0;

  get notes() {
    return this.#notes;
  }

  add(after, joined, left) {
    if (joined.length + left.length === 0) {
      return;
    }
    const ways = this.#noteAfter(after).ways;
    joined.forEach(({ id, name }) => ways.set(id, { name, way: 'came' }));
    left.forEach(({ id, name }) => ways.set(id, { name, way: 'left' }));
  }

  clear() {
    this.#notes = [];
  }

  #noteAfter(after) {
    const last = this.#notes.at(-1);
    if (last?.after === after) {
      return last;
    }
    this.#keys += 1;
    const note = { key: `coming-${this.#keys}`, after, ways: new Map() };
    this.#notes.push(note);
    this.#notes = this.#notes.slice(-MOST);
    return note;
  }
}

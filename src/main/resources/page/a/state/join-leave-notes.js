const MAX_NOTES = 50;

/**
 * Who joined and who left, combined into one note between two messages. A note is `{key, after: seq, changes: Map of
 * user id → {name, change: 'joined' | 'left'}}`.
 */
export class JoinLeaveNotes {
  #notes = [];
  #keys = 0;

  get notes() {
    return this.#notes;
  }

  add(after, joined, left) {
    if (joined.length + left.length === 0) {
      return;
    }
    const changes = this.#noteAfter(after).changes;
    joined.forEach(({ id, name }) => changes.set(id, { name, change: 'joined' }));
    left.forEach(({ id, name }) => changes.set(id, { name, change: 'left' }));
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
    const note = { key: `note-${this.#keys}`, after, changes: new Map() };
    this.#notes.push(note);
    this.#notes = this.#notes.slice(-MAX_NOTES);
    return note;
  }
}

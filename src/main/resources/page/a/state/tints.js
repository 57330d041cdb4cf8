const TINTS = 12;
/** Coprime to the number of tints, so that all of them are tried, and far from a tint's neighbours in hue. */
const STEP = 5;
/** How many of those drawn before have another tint. */
const NEAR = 3;

/**
 * The tints of people and rooms, as numbers: each follows from the id, but whoever is drawn for the first time gets
 * another one than those drawn just before. It stays the same while the page is open.
 */
export class Tints {
  #of = new Map();
  #lately = [];

  of(id) {
    if (!this.#of.has(id)) {
      this.#of.set(id, this.#free(hash(id) % TINTS));
    }
    this.#lately = [...this.#lately.filter((other) => other !== id), id].slice(-NEAR);
    return this.#of.get(id);
  }

  #free(wanted) {
    const taken = new Set(this.#lately.map((id) => this.#of.get(id)));
    let tint = wanted;
    while (taken.has(tint)) {
      tint = (tint + STEP) % TINTS;
    }
    return tint;
  }
}

/** FNV-1a, of UTF-16 code units. */
function hash(id) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) {
    sum = Math.imul(sum ^ id.charCodeAt(i), 0x01000193);
  }
  return (sum ^ (sum >>> 15)) >>> 0;
}

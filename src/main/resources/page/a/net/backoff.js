const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before the next try: full jitter, so that a fallen pod's clients do not return as a herd (protocol.md section 8). */
export class Backoff {
  #tries = 0;
  #random;

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** Milliseconds; never less than `floor`. */
  next(floor = 0) {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries);
    this.#tries += 1;
    return Math.round(floor + this.#random() * most);
  }

  reset() {
    this.#tries = 0;
  }
}

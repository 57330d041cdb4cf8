const FIRST_MS = 500;
const MAX_MS = 30_000;

/** How long to wait before the next try: full jitter, so that a fallen pod's clients do not return as a herd (protocol.md section 8). */
export class Backoff {
  #attempts = 0;
  #random;

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** Milliseconds; never less than `floor`. */
  next(minDelay = 0) {
    const range = Math.min(MAX_MS, FIRST_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    return Math.round(minDelay + this.#random() * range);
  }

  reset() {
    this.#attempts = 0;
  }
}

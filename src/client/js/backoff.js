const FIRST_MS = 500;
const MAX_MS = 30_000;

/**
 * Computes the delay before the next attempt: exponential backoff with full jitter, so that the clients of a failed pod
 * do not cause a thundering herd (protocol.md section 8).
 */
export class Backoff {
  #attempts = 0;
  #random;
  #first;

  /** @param first the range of the first delay, in milliseconds */
  constructor(random = Math.random, first = FIRST_MS) {
    this.#random = random;
    this.#first = first;
  }

  /** In milliseconds; never less than `minDelay`. */
  next(minDelay = 0) {
    const range = Math.min(MAX_MS, this.#first * 2 ** this.#attempts);
    this.#attempts += 1;
    return Math.round(minDelay + this.#random() * range);
  }

  reset() {
    this.#attempts = 0;
  }
}

/** The one clock and the one way to wait, handed in so that tests need not wait. Times are Unix milliseconds. */
export const timers = {
  now: () => Date.now(),

  /** Runs `act` after `ms` milliseconds; the answer calls it off. */
  after(ms, act) {
    const id = setTimeout(act, ms);
    return () => clearTimeout(id);
  },
};

/** The clock and the timer, injected so that tests need not wait. Times are Unix milliseconds. */
export const timers = {
  now: () => Date.now(),

  /** Runs `act` after `ms` milliseconds; the returned function cancels it. */
  after(ms, act) {
    const id = setTimeout(act, ms);
    return () => clearTimeout(id);
  },
};

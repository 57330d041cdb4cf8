const AT_LAST_MS = 3_000;
const PAUSE_MS = 300;

/** Runs a task once the browser has nothing more urgent to do; where it cannot tell, after a pause. */
export function whenIdle(task) {
  if (globalThis.requestIdleCallback) {
    requestIdleCallback(() => task(), { timeout: AT_LAST_MS });
  } else {
    setTimeout(task, PAUSE_MS);
  }
}

/** Lets the browser answer the user before the work goes on. */
export function nextTask() {
  return globalThis.scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}
